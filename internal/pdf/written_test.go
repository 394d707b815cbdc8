package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"testing"
	"time"
)

// A file may put characters as far beside its page as it likes: looking for them there
// once took as long as the file wanted.
func TestWritten(t *testing.T) {
	half := image.NewGray(image.Rect(0, 0, 20, 20)) // black, white from the middle down
	for i := range half.Pix {
		if i >= len(half.Pix)/2 {
			half.SetGray(i%20, i/20, color.Gray{Y: 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, half); err != nil {
		t.Fatal(err)
	}
	seen, blank := Rect{2, 5, 8, 15}, Rect{2, 12, 8, 18}
	far := Rect{math.MaxInt32, 0, 2 * math.MaxInt32, math.MaxInt32}
	tall := Rect{0, -math.MaxInt32, 5, math.MaxInt32}
	for _, tt := range []struct {
		name   string
		places []Rect
		want   bool
	}{
		{"all are seen", []Rect{seen, seen}, true},
		{"half are blank", []Rect{seen, blank}, false},
		{"one beside the picture", []Rect{seen, far}, true},
		{"one beside, one blank", []Rect{blank, far}, false},
		{"one that only begins on the picture", []Rect{tall, seen}, true},
	} {
		from := time.Now()
		d := &Drawing{PNG: b.Bytes(), Lines: []Line{{Places: tt.places}}}
		if got := d.written(); got != tt.want {
			t.Errorf("%s: written() = %t, want %t", tt.name, got, tt.want)
		}
		if took := time.Since(from); took > 5*time.Second {
			t.Errorf("%s: took %v", tt.name, took)
		}
	}
}
