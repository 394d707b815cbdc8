package progress

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// A why names the limits that found the light, and no others: those of a rule of
// ratios alone were shown beside a growth that the built-in points had judged.
func TestWhyNamesTheLimitsUsed(t *testing.T) {
	ratios := plan.Rule{ID: "own", Version: 4, Kind: plan.ByRatio, Green: q("1"), Yellow: q("0.5")}
	points := ratios
	points.PointsYellow, points.PointsRed = q("0.5"), q("3")
	growth := kind(plan.Growth, "%")
	for _, c := range []struct {
		name  string
		c     *Case
		light Light
		want  string // light.key limits: arguments
	}{
		{"ratio", flow(rule(points), op(6, "40")), Behind, "why.ratio.behind : green 1000000 yellow 500000 rule own version 4"},
		{"points without any", flow(growth, value("7"), rule(ratios), op(6, "5.5")), FarBehind, "why.points.far-behind : least 0 limit 1 builtin 1 rule own version 4"},
		{"points", flow(growth, value("7"), rule(points), op(6, "5.5")), Behind, "why.points.behind why.limits.points: least 0.5 limit 3 rule own version 4"},
		{"points within what is allowed", flow(growth, value("7"), rule(points), op(6, "6.6")), OnTrack, "why.points.on-track why.limits.points: least 0.5 limit 3 rule own version 4"},
		{"a range in points", flow(growth, direction(plan.Range), value("5"), high("7"), op(6, "8.5")), FarBehind, "why.range.far-behind why.limits.short: least 0 limit 1 rule default version 1"},
		{"a range of a stock", flow(kind(plan.Stock, "个"), direction(plan.Range), value("50"), high("70"), op(6, "80")), FarBehind, "why.range.far-behind why.limits.ratio: green 1000000 yellow 900000 rule default version 1"},
		{"the time of a stock", flow(kind(plan.Stock, "个"), rule(elapsedRule), op(6, "110")), Behind, "why.ratio.behind : green 1000000 yellow 900000 builtin 1 rule e version 2"},
		{"the time", flow(rule(elapsedRule), op(6, "40")), Behind, "why.elapsed.behind why.limits.points: least 10 limit 30 rule e version 2"},
		{"missed", flow(rule(missedRule), op(5, "50"), op(6, "40")), Behind, "why.missed.behind : missed 1 red 3 rule m version 1"},
		{"done", flow(op(6, "120")), Done, "why.done : rule default version 1"},
	} {
		r := Judge(c.c, june, july)
		got := r.Why.Key + " " + r.Why.Limits + ":"
		for _, name := range []string{"green", "yellow", "least", "limit", "missed", "red", "builtin", "rule", "version"} {
			if v := r.Why.Arg(name); v != "" {
				got += " " + name + " " + v
			}
		}
		if r.Light != c.light || got != c.want {
			t.Errorf("%s: %s, %s; want %s, %s", c.name, r.Light, got, c.light, c.want)
		}
	}
}

// Against the time gone by, what is compared are the tenths of a per cent that are
// shown: 28 of 120 are 23.3 % with a third of the year gone, 10.0 points and not
// 10.000033 behind.
func TestTimeIsComparedAsShown(t *testing.T) {
	strict := elapsedRule
	strict.PointsYellow, strict.PointsRed = q("5"), q("10")
	for _, c := range []struct {
		actual, points string
		light          Light
	}{{"27.96", "10", Behind}, {"27.9", "10", Behind}, {"27.8", "10.1", FarBehind}, {"34", "5", Behind}, {"34.08", "4.9", OnTrack}, {"50", "0", OnTrack}} {
		r := Judge(flow(rule(strict), op(4, c.actual)), core.Month(2023, 4), "2023-05-10")
		if r.Light != c.light || r.Why.Arg("points") != c.points || r.Why.Arg("elapsed") != "333000" {
			t.Errorf("%s of 120 by April: %s, %s points behind, %s elapsed; want %s, %s", c.actual, r.Light, r.Why.Arg("points"), r.Why.Arg("elapsed"), c.light, c.points)
		}
	}
}

// A ratio that is not the limit is not shown as the limit.
func TestRatioStaysBelowItsLimit(t *testing.T) {
	r := Judge(flow(value("12000000"), op(10, "8999999.9")), october, november)
	if r.Light != FarBehind || r.Ratio != share(899_999) {
		t.Errorf("8,999,999.9 of 10,000,000: %s, ratio %v; want far behind, 899999", r.Light, r.Ratio)
	}
}

// TestWhyAgreesByHand recomputes lights from a why's arguments alone.
func TestWhyAgreesByHand(t *testing.T) {
	r := Judge(flow(op(10, "86.3")), october, november)
	want := []string{
		"period", "2023-10", "basis", "operational", "planned", "100", "actual", "86.3", "value", "120",
		"gap", "-13.7", "short", "13.7", "ratio", "863000", "completion", "719167", "elapsed", "833333",
		"green", "1000000", "yellow", "900000", "rule", "default", "version", "1",
	}
	if diff := cmp.Diff(want, r.Why.Args); diff != "" {
		t.Errorf("Why.Args, want − got +:\n%s", diff)
	}
	known := map[string]bool{}
	for _, k := range WhyKeys() {
		known[k] = true
	}
	if !known[r.Why.Key] || len(known) != len(WhyKeys()) {
		t.Errorf("%s is not among the %d keys, or a key is listed twice", r.Why.Key, len(known))
	}
}
