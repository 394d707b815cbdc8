package storetest

import "runtime"

// exit ends the goroutine that runs the closure.
func exit() { runtime.Goexit() }
