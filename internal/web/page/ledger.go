package page

// History is everything that happened to one thing.
type History struct {
	Frame
	Heading Heading // Title: "固定资产投资 · 2023年9月 · 调度数"
	Changes []Change
	Proof   *Proof // of the newest change
	Empty   string
	Pager   *Pager
}

// Template names the page's template.
func (History) Template() string { return "history" }

// Change is one entry's effect on the thing.
type Change struct {
	ID    string // anchor: "e-41002"
	No    string // "第 41,002 号"
	URL   string // the entry
	When  string // "2023-10-12 09:41"
	Who   string // "董家口经济区 · 填报岗"
	What  string // "更正"
	Why   string // "漏报跨月项目，附台账"
	Tone  Tone   // of What
	Diffs []Diff
	Proof *Link // "收录证明"
}

// Diff is a field before and after.
type Diff struct {
	Field string // "数值"
	Old   string // "18.2 亿元"; empty at creation
	New   string // "16.9 亿元"; empty at removal

	OldURL, NewURL string // the words of a document that say it; "" where there are none
}

// Entry is one ledger entry with its inclusion proof.
type Entry struct {
	Frame
	Heading Heading
	Facts   []Fact // who, when, deed, reason, revision
	Records []EntryRecord
	Proof   Proof
	Pager   *Pager // previous and next entry
}

// Template names the page's template.
func (Entry) Template() string { return "entry" }

// EntryRecord is a row the entry inserted, updated or deleted.
type EntryRecord struct {
	What  string // "修改 · 观测值"
	Key   string // "U012 / I0102 / 2023-09 / 调度数"
	URL   string // its history
	Diffs []Diff
}

// Proof is an inclusion proof in a form that can be copied and checked elsewhere.
type Proof struct {
	Leaf  string   // hash of the leaf, hex
	Size  string   // tree size: "48,213"
	Root  string   // root hash, base64
	Path  []string // sibling hashes from leaf to root
	Text  string   // all of it as text, for a file
	Valid *Light   // computed while the page was made
	File  *Link    // "下载证明"
}

// Verify is the result of checking the ledger, and the form that starts it.
type Verify struct {
	Frame
	Heading Heading
	Form    Form    // one field: a printed code or a checkpoint file
	Result  *Notice // what was found; nil before the first run
	Checks  []Check
	Facts   []Fact // entries, rows, seconds
}

// Template names the page's template.
func (Verify) Template() string { return "verify" }

// Check is one thing that was verified.
type Check struct {
	Light Light  // ✓ 通过, ■ 不符
	Name  string // "每一行都可由账本重新得到"
	Text  string // "现行 5,102 行，历史 1,877 行"
	Where string // "observation 370211/I0102/2023-09：数值 16.9，账本为 18.2"
}

// CheckpointPage shows the ledger's signed state and how to use a printed code.
type CheckpointPage struct {
	Frame
	Heading Heading
	Code    string // "48213-7K3F-Q2ZD-MX4P-R6TA-B5NW-H", large
	Facts   []Fact // size, root, time, key, hash suite
	Note    string // the signed note as text
	File    *Link  // "下载校验点"
	Form    *Form  // compare a printed code
	Result  *Notice
	Earlier Block // earlier checkpoints
}

// Template names the page's template.
func (CheckpointPage) Template() string { return "checkpoint" }
