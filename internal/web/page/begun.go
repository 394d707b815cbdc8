package page

// Begun is a district that has just begun: its first accounts with their temporary
// passwords, shown this once, and the way to the login.
type Begun struct {
	Frame
	Heading  Heading
	Accounts []BegunAccount
	Note     string   // "只显示这一次"
	Steps    []string // who goes on with what
	Enter    Button
}

// Template names the page's template.
func (Begun) Template() string { return "begun" }

// BegunAccount is an account with its temporary password.
type BegunAccount struct {
	Role   string // "系统管理员"
	Does   string // "建立账号、重设密码"
	Login  string
	Secret string // "k7mh-x3pq-9wtr"
}
