//go:build linux && !race

package pdf

import (
	"runtime/debug"
	"syscall"
)

// Limits of the process itself. Compiling the reader for the first time takes 340 MB;
// after that a usual file takes 80 MB.
const (
	maxData = 1 << 30 // bytes of memory that it may write to
	maxHeap = 700 << 20
	maxCPU  = 180 // seconds of processor time, should whoever started it be gone
)

// restrain lowers the process's limits. Address space is not limited: the Go
// runtime reserves far more of it than it uses.
func restrain() error {
	debug.SetMemoryLimit(maxHeap)
	for _, x := range []struct {
		what int
		most uint64
	}{{syscall.RLIMIT_DATA, maxData}, {syscall.RLIMIT_CPU, maxCPU}, {syscall.RLIMIT_CORE, 0}} {
		var now syscall.Rlimit
		if err := syscall.Getrlimit(x.what, &now); err != nil {
			return err
		}
		most := min(x.most, now.Max)
		if err := syscall.Setrlimit(x.what, &syscall.Rlimit{Cur: most, Max: most}); err != nil {
			return err
		}
	}
	return nil
}
