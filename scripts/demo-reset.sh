#!/bin/sh
# demo-reset.sh FOLDER: remove a demonstration's data folder, and only that.
set -eu
folder=${1:?usage: demo-reset.sh FOLDER}

[ -e "$folder" ] || [ -L "$folder" ] || exit 0

refuse() {
	echo "not removed: $folder $*" >&2
	exit 1
}

# What may go: an empty folder, or one with Tupo's database in it. A folder
# that also holds a program's sources or a repository is somebody's work.
[ ! -L "$folder" ] || refuse "is a link"
[ -d "$folder" ] || refuse "is not a folder"
for work in .git go.mod Makefile; do
	[ ! -e "$folder/$work" ] || refuse "holds $work"
done
if [ -n "$(ls -A "$folder")" ]; then
	[ -f "$folder/tupo.db" ] || refuse "has no tupo.db in it: not a data folder of Tupo"
	[ "$(head -c 15 "$folder/tupo.db")" = 'SQLite format 3' ] || refuse "has a tupo.db that is no database"
fi

rm -rf -- "$folder"
echo "removed $folder"
