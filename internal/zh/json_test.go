package zh

import (
	"encoding/json"
	"testing"
)

func TestDecimalJSON(t *testing.T) {
	for _, c := range []struct {
		in, want string
		ok       bool
	}{
		{"50", "50", true},
		{"-1.4", "-1.4", true},
		{"0.007", "0.007", true},
		{"99.90", "99.9", true},
		{"1e5", "", false},
		{`"5"`, "", false},
		{"true", "", false},
	} {
		var d Decimal
		err := json.Unmarshal([]byte(c.in), &d)
		if (err == nil) != c.ok {
			t.Errorf("Unmarshal(%s) = %v, want ok %v", c.in, err, c.ok)
			continue
		}
		if !c.ok {
			continue
		}
		out, err := json.Marshal(d)
		if err != nil || string(out) != c.want {
			t.Errorf("Marshal(Unmarshal(%s)) = %s, %v; want %s", c.in, out, err, c.want)
		}
	}
}
