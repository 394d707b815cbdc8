package report

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"tupo/internal/core"
)

// Sampled says whether a figure falls into the verifier's sample, when percent
// of all figures are to be looked at; 0 and 100 are all. The draw is a hash of
// report and line, so that anybody can repeat it and nobody can choose: the
// report's identifier is made when it is filed and keeps through its revisions.
func Sampled(r core.ReportID, i core.IndicatorID, u core.UnitID, percent int64) bool {
	if percent <= 0 || percent >= 100 {
		return true
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "tupo/sample\n%q %q %q\n", r, i, u))
	return binary.BigEndian.Uint64(sum[:8])%100 < uint64(percent)
}
