package page

// Login is the way in.
type Login struct {
	Frame
	Form     Form          // user, password; hidden next
	Demo     []DemoAccount // listed in demonstration mode only
	Password string        // theirs, when it is one for all
	Public   *Link         // what everybody may read, where the district publishes anything
}

// Template names the page's template.
func (Login) Template() string { return "login" }

// DemoAccount is an account of the demonstration.
type DemoAccount struct {
	Name     string // "office"
	URL      string // fills the form with it
	Password string // "tupo-demo-office"; empty when Login.Password holds for all
	Role     string // "办公室"
	Whose    string // the post: "督查室一岗"
	Can      string // "建方案、催报、锁定期间"
}

// Error is a page that says what went wrong and what to do.
type Error struct {
	Frame
	Status  string // "404"
	Title   string // "没有这个页面"
	Message string // "地址可能已改变，或者您的账号看不到它。"
	Back    *Link
}

// Template names the page's template.
func (Error) Template() string { return "error" }
