package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"tupo/internal/errs"
)

// lockFolder takes the folder's lock. The kernel gives it back when the process
// ends, however it ends.
func lockFolder(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockFile), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("store: lock %s: %w", dir, err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errors.Join(errs.New(errs.Busy, "store.folder-in-use", "folder", dir), f.Close())
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("store: lock %s: %w", dir, err), f.Close())
	}
	return f, nil
}
