package api

import (
	"context"
	"net/http"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
)

// Beginning is what starts a district on an empty server.
type Beginning struct {
	SetupCode  string `json:"setup_code" maxLength:"80" doc:"the one-time code that the server printed when it started"`
	Code       string `json:"code" maxLength:"40" doc:"GB/T 2260 code of six digits; 000000 for a body without one" example:"370211"`
	Name       string `json:"name" maxLength:"200" doc:"the district, in Chinese"`
	NameEn     string `json:"name_en,omitempty" maxLength:"200"`
	TimeZone   string `json:"time_zone,omitempty" maxLength:"80" doc:"IANA name; Asia/Shanghai without it"`
	RootCode   string `json:"root_code,omitempty" maxLength:"80" doc:"code of the unit at the top; the district's without it"`
	RootName   string `json:"root_name,omitempty" maxLength:"200" doc:"name of the unit at the top; the district's without it"`
	RootNameEn string `json:"root_name_en,omitempty" maxLength:"200"`

	SystemAdmin   string `json:"system-admin" maxLength:"80" doc:"login of the system administrator" example:"sysadmin"`
	SecurityAdmin string `json:"security-admin" maxLength:"80" doc:"login of the security administrator" example:"secadmin"`
	AuditAdmin    string `json:"audit-admin" maxLength:"80" doc:"login of the audit administrator" example:"auditor"`
	Office        string `json:"office" maxLength:"80" doc:"login of the office" example:"office"`
}

// Begun is the new district with the temporary passwords of its first accounts.
type Begun struct {
	District string         `json:"district" doc:"GB/T 2260 code"`
	Seq      int64          `json:"seq" doc:"number of the ledger entry"`
	Accounts []FirstAccount `json:"accounts"`
}

// FirstAccount is an account with its temporary password.
type FirstAccount struct {
	Role     string `json:"role"`
	Login    string `json:"login"`
	Password string `json:"password" doc:"to be changed at the first login; shown once and kept nowhere"`
}

type beginInput struct {
	Lang
	Body Beginning
}

func (s *service) beginOperations(t *table) {
	register(t, operation{Method: http.MethodPost, Path: "/setup", ID: "begin-district", Tag: "session", May: httpx.Open, Status: created, Limited: true,
		Summary: "Begin a district on an empty server",
		Detail: "District, unit at the top and the first four accounts are made together. The setup code proves that the caller holds the machine; " +
			"once there is a district the operation is missing (404)."}, s.begin)
}

func (s *service) begin(ctx context.Context, _ app.Who, in *beginInput) (reply[Begun], error) {
	b := in.Body
	logins := map[access.Role]string{access.SystemAdmin: b.SystemAdmin, access.SecurityAdmin: b.SecurityAdmin, access.AuditAdmin: b.AuditAdmin, access.Office: b.Office}
	wanted := app.Beginning{Code: core.DistrictID(b.Code), Name: b.Name, NameEn: b.NameEn, TimeZone: b.TimeZone,
		RootCode: b.RootCode, RootName: b.RootName, RootNameEn: b.RootNameEn}
	for _, role := range app.FirstRoles() {
		key := "role." + string(role)
		wanted.Accounts = append(wanted.Accounts, app.FirstAccount{Role: role, Login: logins[role], Name: s.words.Text(i18n.ZH, key), NameEn: s.words.Text(i18n.EN, key)})
	}
	begun, err := s.app.BeginWith(ctx, b.SetupCode, wanted)
	if err != nil {
		return reply[Begun]{}, err
	}
	out := Begun{District: string(begun.District.ID), Seq: int64(begun.Seq)}
	out.Accounts = each(begun.Accounts, func(x app.Given) FirstAccount {
		return FirstAccount{Role: string(x.Role), Login: x.Login, Password: x.Secret}
	})
	return reply[Begun]{out}, nil
}
