//go:build !linux

package pdf

import "runtime/debug"

// restrain has only the collector's limit here; the reader's own memory has its
// limit on every system.
func restrain() error {
	const maxHeap = 700 << 20
	debug.SetMemoryLimit(maxHeap)
	return nil
}
