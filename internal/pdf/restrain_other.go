//go:build !linux || race

package pdf

import "runtime/debug"

// restrain has only the collector's limit here, and the reader's own memory has its
// limit on every system. The race detector maps more memory at its start than a
// limit on the process would leave.
func restrain() error {
	const maxHeap = 700 << 20
	debug.SetMemoryLimit(maxHeap)
	return nil
}
