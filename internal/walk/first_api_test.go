package walk_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"testing"
)

// A program is a client of the API, with the token of its login.
type program struct {
	t       *testing.T
	address string
	token   string
}

// call sends a body as JSON and reads the answer into out.
func (p *program) call(want int, method, path string, body, out any) {
	p.t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		p.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(p.t.Context(), method, p.address+"/api/v1"+path, bytes.NewReader(text))
	if err != nil {
		p.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	if p.token != "" {
		req.Header.Set("Authorization", "Bearer "+p.token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	got, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != want {
		p.t.Fatalf("%s %s = %d, %v, want %d: %s", method, path, res.StatusCode, err, want, got)
	}
	if out != nil {
		if err := json.Unmarshal(got, out); err != nil {
			p.t.Fatalf("%s %s: %v: %s", method, path, err, got)
		}
	}
}

// firstLogin logs in with a temporary password and replaces it.
func (p *program) firstLogin(login, temporary string) *program {
	p.t.Helper()
	var session struct {
		Token      string `json:"token"`
		MustChange bool   `json:"must_change"`
	}
	in := &program{t: p.t, address: p.address}
	in.call(http.StatusCreated, "POST", "/sessions", map[string]string{"login": login, "password": temporary}, &session)
	if !session.MustChange {
		p.t.Errorf("%s need not change the first password", login)
	}
	in.token = session.Token
	in.call(http.StatusNoContent, "PUT", "/password", map[string]string{"old": temporary, "next": secret}, nil)
	return in
}

// TestFirstDistrictByProgram: what the browser does to begin a district and to
// make its accounts, a program does too.
func TestFirstDistrictByProgram(t *testing.T) {
	d, code := empty(t)
	visitor := &program{t: t, address: d.url}
	body := map[string]string{"setup_code": "AAAA", "code": "370211", "name": "新湾区", "root_code": "XQ",
		"system-admin": "sysadmin", "security-admin": "secadmin", "audit-admin": "auditor", "office": "office"}
	visitor.call(http.StatusForbidden, "POST", "/setup", body, nil)
	body["setup_code"] = code
	var begun struct {
		Accounts []struct{ Role, Login, Password string }
	}
	visitor.call(http.StatusCreated, "POST", "/setup", body, &begun)
	visitor.call(http.StatusNotFound, "POST", "/setup", body, nil)
	first := map[string]string{}
	for _, x := range begun.Accounts {
		first[x.Login] = x.Password
	}
	system, security, office := visitor.firstLogin("sysadmin", first["sysadmin"]), visitor.firstLogin("secadmin", first["secadmin"]), visitor.firstLogin("office", first["office"])
	account := map[string]string{"login": "desk", "name": "填报岗", "unit": "XQ"}
	office.call(http.StatusForbidden, "POST", "/accounts", account, nil)
	var made struct{ Login, Password string }
	system.call(http.StatusCreated, "POST", "/accounts", account, &made)
	grant := map[string]string{"role": "reporter", "unit": "XQ"}
	system.call(http.StatusForbidden, "POST", "/accounts/desk/grants", grant, nil)
	security.call(http.StatusCreated, "POST", "/accounts/desk/grants", grant, nil)
	security.call(http.StatusNotFound, "POST", "/accounts/nobody/grants", grant, nil)
	security.call(http.StatusUnprocessableEntity, "POST", "/accounts/desk/grants", map[string]string{"role": "audit-admin", "unit": "XQ"}, nil)
	desk := visitor.firstLogin("desk", made.Password)
	desk.call(http.StatusOK, "GET", "/guide", map[string]string{}, nil)
	office.call(http.StatusNotFound, "POST", "/programmes/none/state", map[string]string{"state": "active"}, nil)
}
