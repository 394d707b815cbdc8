package ledger

// Roots is a log that can say how long it is and which root it had earlier: a
// Reader over stored hashes, or a Replay that watched the size in question.
type Roots interface {
	Size() int64
	RootAt(size int64) (Hash, error)
}

// CompareCheckpoint holds our log against a checkpoint kept elsewhere. nil:
// our log begins with exactly what the checkpoint covers. ErrRolledBack: our
// log is shorter, so leaves were cut off or an old copy was put back.
// ErrForked: our log is long enough and its root at that size is another one,
// so history was rewritten or two copies went separate ways. ErrOtherLog: the
// checkpoint is of another log than origin, which proves nothing.
func CompareCheckpoint(ours Roots, origin string, c Checkpoint) error {
	if err := c.check(); err != nil {
		return err
	}
	if c.Origin != origin {
		return invalid(ErrOtherLog, "have", c.Origin, "want", origin)
	}
	return CompareState(ours, State{c.Size, c.Root})
}

// CompareState holds our log against a state that it had, for instance the one
// that a checkpoint tells of the access log. ErrRolledBack and ErrForked as in
// CompareCheckpoint.
func CompareState(ours Roots, s State) error {
	root, err := rootAt(ours, s.Size)
	if err != nil {
		return err
	}
	if root != s.Root {
		return damaged(ErrForked, "size", decimal(s.Size), "have", root.String(), "want", s.Root.String())
	}
	return nil
}

// CompareCode is CompareCheckpoint for a printed code. ErrRolledBack as there;
// ErrCodeDiffer when the log's code at the printed size is another one: a
// fork, or a paper of another log, which a code cannot tell apart.
func CompareCode(ours Roots, code Code) error {
	root, err := rootAt(ours, code.Size)
	if err != nil {
		return err
	}
	if !code.Matches(code.Size, root) {
		return damaged(ErrCodeDiffer, "size", decimal(code.Size),
			"have", code.like(CodeOf(code.Size, root)).String(), "want", code.String())
	}
	return nil
}

func rootAt(ours Roots, size int64) (Hash, error) {
	if ours.Size() < size {
		return Hash{}, damaged(ErrRolledBack, "have", decimal(ours.Size()), "want", decimal(size))
	}
	return ours.RootAt(size)
}
