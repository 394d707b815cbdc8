package page

// AccountPage is one account: who it is, what it may do, and the forms of whoever
// administers it.
type AccountPage struct {
	Frame
	Heading  Heading
	Secret   *Secret // a first password, shown once
	Facts    []Fact
	Grants   []GrantLine
	Empty    string // "还没有授权。"
	Form     *Form  // of the system administrator
	Password *Deed
	Grant    *Form // of the security administrator
}

// Template names the page's template.
func (AccountPage) Template() string { return "account" }

// Secret is a password that is shown once.
type Secret struct {
	Title string // "首次密码"
	Text  string // "k7mh-x3pq-9wtr"
	Note  string // "只显示这一次"
}

// GrantLine is a role at a place, with the way to take it back.
type GrantLine struct {
	Role   string // "填报"
	Place  string // "工业和信息化局及以下"
	Time   string // "2023-11-01 起"
	By     string // "由安全管理员授予"
	To     string // POST to take it back; empty for whoever may not
	ID     string // form value "grant"
	Submit Submit
}
