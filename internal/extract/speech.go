package extract

import "strings"

// speech is who is speaking while directives are looked for.
type speech struct {
	speaker  string
	orders   bool    // has authority: an order is a directive
	say      bool    // explains or promises: only an order with its own subject counts
	ordered  bool    // something was already ordered, so imperatives count
	conf     float64 // of an explicit order
	lastName string  // whom 他 means
	minutes  bool    // the paper assigns work
}

func (s *speech) active() bool { return s.orders || s.say }

// opens reads 某某强调, at the head of a sentence: it sets the speaker and returns
// where the speech begins, or the sentence's start if nobody begins to speak.
func (r *reader) opens(sp *speech, s sentence) int {
	cl := r.clauses(s)
	for n := 0; n < len(cl) && n < 2; n++ {
		a, b := cl[n].a, cl[n].b
		if runes(r.view.text[a:b]) > 400 {
			return s.a
		}
		head := r.view.text[a:b]
		if k := strings.IndexByte(head, ':'); k >= 0 {
			head = head[:k]
		}
		if verb := r.reportVerb(head); verb != "" {
			if who := r.speakerOf(strings.TrimSuffix(head, verb), sp.lastName); who != "" {
				r.begin(sp, who, verb)
				return skipMarks(r.view.text, a+len(head), s.b)
			}
		}
		if end := r.directReport(head); end > 0 {
			verb := r.lex.suffix("report_verbs.order", head[:end])
			r.begin(sp, strings.TrimSuffix(head[:end], verb), verb)
			return a + end
		}
	}
	return s.a
}

func skipMarks(text string, i, end int) int {
	for i < end && strings.IndexByte(",: ", text[i]) >= 0 {
		i++
	}
	if strings.HasPrefix(text[i:end], "“") {
		i += len("“")
	}
	return i
}

func (r *reader) begin(sp *speech, who, verb string) {
	last := sp.lastName
	if r.lex.isName(who) {
		last = who
	}
	*sp = speech{speaker: who, orders: r.lex.has("report_verbs.order", verb), say: r.lex.has("report_verbs.say", verb), conf: 0.93, lastName: last}
}

func (r *reader) reportVerb(head string) string {
	if v := r.lex.suffix("report_verbs.order", head); v != "" {
		return v
	}
	return r.lex.suffix("report_verbs.say", head)
}

// directReport reads 会议要求各部门要…: a collective speaker and its verb without a
// comma. It returns the end of the verb.
func (r *reader) directReport(head string) int {
	who := r.lex.prefix("speakers", head)
	if who == "" {
		return 0
	}
	if v := r.lex.prefix("report_verbs.order", head[len(who):]); v != "" && len(who)+len(v) < len(head) {
		return len(who) + len(v)
	}
	return 0
}

// speakerOf finds the person, post or meeting that the words before a report verb
// name; "" if they name none.
func (r *reader) speakerOf(head, last string) string {
	head = strings.TrimSpace(head)
	for _, w := range []string{"同时", "最后", "随后", "还", "并"} {
		head = strings.TrimSuffix(strings.TrimPrefix(head, w), w)
	}
	if head == "他" || head == "她" {
		return last
	}
	if r.lex.has("speakers", head) {
		return head
	}
	if who := r.personOrPost(head); who != "" {
		return who
	}
	for _, w := range []string{"在", "主持", "出席", "就", "代表", "对"} {
		if k := strings.Index(head, w); k > 0 {
			if who := r.personOrPost(head[:k]); who != "" {
				return who
			}
		}
	}
	if len(head) > 0 && r.lex.suffix("speakers", head) != "" && runes(head) <= 20 && !strings.ContainsAny(head, ",、") {
		return r.lex.suffix("speakers", head)
	}
	return ""
}

func (r *reader) personOrPost(s string) string {
	if people, ok := r.lex.readPeople(s); ok {
		p := people[len(people)-1]
		return s[p.nameA:p.nameB]
	}
	if r.lex.suffix("posts", s) != "" && runes(s) <= 24 {
		return s
	}
	return ""
}

// maxMention is how much of a sentence's head, in characters, is looked at for whom it
// speaks of.
const maxMention = 30

// personIn gives the first person known from the page that the head of a sentence names:
// whom 他 means after it.
func (r *reader) personIn(s sentence) string {
	text, n := r.view.text[s.a:s.b], 0
	for i := range text {
		if n++; n > maxMention {
			break
		}
		end := i
		for k := 1; k <= 4 && end < len(text); k++ {
			_, w := firstRune(text[end:])
			end += w
			if k > 1 && r.names[text[i:end]] {
				return text[i:end]
			}
		}
	}
	return ""
}
