package walk_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/demo"
	"tupo/internal/plan"
)

var tags = regexp.MustCompile(`(?s)<svg.*?</svg>|<[^>]*>`)

// said is what a page says, without its marks and its drawings.
func said(a answer) string {
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(a.body, " "))), " ")
}

// A saying is a page and what it must say, or with a “!” in front must not.
type saying struct {
	path  string
	texts []string
}

func (r *reader) says(all ...saying) {
	r.t.Helper()
	for _, x := range all {
		text := said(r.get(x.path))
		for _, want := range x.texts {
			if bare, not := strings.CutPrefix(want, "!"); strings.Contains(text, bare) == not {
				r.t.Errorf("GET %s: has it %q = %v, in: %.4000s", x.path, bare, not, text)
			}
		}
	}
}

// TestOneTruth: what the pages say of the demonstration's worst target agrees
// with what a director reckons from the printed figures.
func TestOneTruth(t *testing.T) {
	d := open(t)
	leader := d.as(t, "leader")
	leader.says(
		saying{"/", []string{
			"差计划 38.41 亿元 ， 78% 在董家口经济区、青岛开发区",            // (25.16 + 4.61) ÷ 38.41, not 77 %
			"竖线为到2023年10月应完成的计划进度", "当日时间进度 87%", "!时间已过", // the tick is the plan, the masthead today
			"约束性 3 项均达序时；另有", "项缺数", "填报未交 2 个单位：城市管理局",
		}},
		saying{"/targets/A07T1", []string{"年度目标：分解正好", "合计 372.00 亿元 298.40 259.99 −38.41"}},
		saying{"/targets/A03T2", []string{"1—9月完成 134 家 10月：有疑问待采纳", "计划进度 150 1—10月", "○ 有疑问待采纳"}}, // and not “done —”
		saying{"/actions/A03", []string{"150 — 1—9月 134"}},
		saying{"/gaps", []string{"项任务落后计划，另有", "逾期未报"}},
		saying{"/gaps?action=A04", []string{"04 高水平开放", "!38 项"}},
		saying{"/gaps?action=Z99", []string{"没有编号为“Z99”的行动"}},
		saying{"/targets?action=Z99", []string{"没有编号为“Z99”的行动"}},
		saying{"/targets/A07T1?period=2099-01", []string{"2099-01 不在方案的年度之内"}},
		saying{"/reconciliation", []string{"2023年9月 调度数与统计数"}},
		saying{"/reconciliation?period=2023-10", []string{"这个月还没有统计数"}},
	)
	d.as(t, "office").says(saying{"/periods", []string{"2023年9月 ✓ 已锁定 43 43 43", "2023年10月 ○ 未锁定 43 41 37"}}) // of the sheets two ask for tasks alone
	parts := regexp.MustCompile(`A07T1-[A-Z]+ `).FindAllString(said(leader.get("/targets/A07T1")), 2)
	if strings.Join(parts, "") != "A07T1-DJK A07T1-KFQ " {
		t.Errorf("the breakdown begins with %q, want the gravest first", parts)
	}
	for _, path := range []string{"/targets", "/units", "/actions/A03", "/actions/A08", "/targets/A07T1"} {
		if text := said(leader.get(path)); strings.Contains(text, "%!") || strings.Contains(text, "— 亿元") {
			t.Errorf("GET %s prints a hole or a unit behind nothing: %.300s", path, text)
		}
	}
}

// TestInventedSources: the demonstration says in both languages that a source is
// made up, in words of its own.
func TestInventedSources(t *testing.T) {
	release, figure := "/history?ref=observation:budget/xq/2023-01/official&lang=", "/history?ref=observation:mgdpg/xq/2022-Q1/operational&lang="
	open(t).as(t, "leader").says(
		saying{release + "en", []string{"illustrative data: statistical release", "!示例数据"}},
		saying{figure + "en", []string{"Source illustrative data", "!示例数据"}},
		saying{release + "zh", []string{"示例数据：统计发布"}},
		saying{figure + "zh", []string{"来源 示例数据"}},
	)
}

// TestUnverifiedFigureIsMarked: a figure that a report changed drives headline,
// chart and gap list; until somebody has verified it each of them says so, and no
// share is computed from parts that no longer make up the whole.
func TestUnverifiedFigureIsMarked(t *testing.T) {
	d := open(t)
	d.file(t, "A07T1", "265")
	leader := d.as(t, "leader")
	leader.says(
		saying{"/", []string{"差计划 33.40 亿元（未核实）", "完成 265.00 亿元（未核实）", "!% 在董家口经济区", "分解合计 259.99 与总数 265.00 相差 5.01 亿元，不计各单位所占份额", "1 项未核实"}},
		saying{"/gaps", []string{"265.00 / 298.40 未核实", "−33.40 亿元 未核实 · 与分解相差 5.01 亿元"}},
		saying{"/targets/A07T1", []string{"2023年10月调度数 265.00 亿元（未核实）", "分解合计 259.99 与总数 265.00 相差 5.01 亿元", "年度目标：分解正好"}},
		saying{"/actions/A07", []string{"265.00 未核实", "未核实 1"}},
	)
	if body := leader.get("/targets/A07T1").body; !strings.Contains(body, "完成 265.00（未核实）") {
		t.Error("the chart of A07T1 does not mark its unverified end")
	}
}

// file reports one figure of the month that is due, as the operator does.
func (d *district) file(t *testing.T, target, value string) {
	t.Helper()
	w := app.Operator(demo.District)
	line, err := d.app.FindLine(t.Context(), w, app.LineWords{Target: target})
	if err != nil {
		t.Fatal(err)
	}
	_, err = d.app.File(t.Context(), w, app.Filing{Unit: line.Reporter, Month: line.Month, Reason: "补录",
		Lines: []app.FilingLine{{Indicator: line.Indicator, Unit: line.Unit, Value: value}}})
	if err != nil {
		t.Fatalf("File(%s, %s) = %v", target, value, err)
	}
}

// TestPastIsOfOneMoment: a page as of 1 July is dated, numbered and judged as on
// 1 July: the reports on June were not due, and what waits today waited not then.
func TestPastIsOfOneMoment(t *testing.T) {
	d := open(t)
	leader := d.as(t, "leader")
	leader.says(saying{"/?asof=2023-07-01", []string{"2023年7月1日 星期六", "数据截至2023年5月", "当日时间进度 50% · 距年底 183 天", "这里是过去的情况",
		"!2023年11月14日", "!填报未交", "!第 1,650 号"}})
	now, then := leader.get("/").body, leader.get("/?asof=2023-07-01").body
	code := regexp.MustCompile(`mono paper">([^<]*)<`)
	if a, b := code.FindStringSubmatch(now), code.FindStringSubmatch(then); a == nil || b == nil || a[1] == b[1] {
		t.Errorf("codes printed now %q and as of July %q, want each that of its moment", a, b)
	}
}

// TestNothingOutsideTheProgramme: a month for which nothing was planned is refused
// and not shown as a quiet one.
func TestNothingOutsideTheProgramme(t *testing.T) {
	d := open(t)
	leader := d.as(t, "leader")
	for _, path := range []string{"/api/v1/board?period=2099-01", "/api/v1/targets/A07T1?period=2099-01", "/api/v1/sheets/FGJ/2099-01", "/api/v1/gaps?period=2021-12"} {
		if a := leader.get(path); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "period.outside") {
			t.Errorf("GET %s = %d %.300s, want 422 period.outside", path, a.status, a.body)
		}
	}
	for _, path := range []string{"/?period=2099-01", "/sheets?period=2099-01", "/sheets/FGJ/2099-01"} {
		if a := leader.get(path); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "不在方案的年度之内") {
			t.Errorf("GET %s = %d %.300s, want 422 and the reason", path, a.status, said(a))
		}
	}
}

// TestBoardLinksKeepTheMoment: from a page of the past every link to a page of the
// board leads to the same month and moment; from the present to the present.
func TestBoardLinksKeepTheMoment(t *testing.T) {
	leader := open(t).as(t, "leader")
	ofBoard := regexp.MustCompile(`href="(/(?:targets|actions|units|gaps|\?)[^"]*)"`)
	for _, moment := range []string{"asof=1000", "period=2023-05", "asof=1000&period=2023-05"} {
		for _, path := range []string{"/", "/gaps", "/targets", "/targets/A07T1", "/actions/A07", "/units", "/units/FGJ"} {
			links := ofBoard.FindAllStringSubmatch(leader.get(path+"?"+moment).body, -1)
			for _, link := range links {
				if strings.Contains(link[1], "asof=&") || strings.HasSuffix(link[1], "asof=") {
					continue // the way back to the present
				}
				for _, part := range strings.Split(moment, "&") {
					if !strings.Contains(link[1], part) {
						t.Errorf("GET %s?%s leads to %s, want it to keep %s", path, moment, link[1], part)
					}
				}
			}
			if len(links) < 4 {
				t.Errorf("GET %s?%s has %d links of the board, want its pages at least", path, moment, len(links))
			}
			if now := leader.get(path).body; strings.Contains(now, "asof=1000") || strings.Contains(now, "period=2023-05") {
				t.Errorf("GET %s, the present, leads to the past", path)
			}
		}
	}
}

// TestRuleOfOnesOwn: a district judges by a rule that it made, and every page of the
// board names it.
func TestRuleOfOnesOwn(t *testing.T) {
	d := open(t)
	target, ok := d.board(t).Target("a07t1")
	if !ok {
		t.Fatal("no target A07T1")
	}
	strict := *target
	strict.Rule = "r9"
	d.enter(t, &plan.Rule{ID: "r9", Version: 1, Name: "从严", Kind: plan.ByRatio, Green: core.Whole(1), Yellow: core.Micro(950_000)}, &strict)
	leader := d.as(t, "leader")
	for _, path := range []string{"/", "/?asof=1000", "/gaps", "/targets", "/targets/A07T1", "/actions/A07", "/units", "/units/FGJ"} {
		if got := leader.get(path); got.status != http.StatusOK {
			t.Errorf("GET %s with a rule of the district's own = %d, want 200", path, got.status)
		}
	}
	leader.says(saying{"/targets/A07T1", []string{"规则“从严”"}})
}
