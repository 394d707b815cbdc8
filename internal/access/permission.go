package access

// Permission is one thing an account may be allowed to do, in the office's own
// words. Routes name one, app asks for it at a unit. The policy table says which
// role has it where; a permission that is not in the table is held by nobody.
type Permission string

// What may be looked at.
const (
	ViewPublicBoard Permission = "view-public-board" // what is released to the public
	ViewBoard       Permission = "view-board"        // lights, gaps, targets of internal level
	ViewSecret      Permission = "view-secret"       // objects marked work secret, at one of their units
	ViewDraftPlan   Permission = "view-draft-plan"   // programmes that are not yet active
	ViewReport      Permission = "view-report"       // a unit's reports: figures, notes, answers
	ViewEvidence    Permission = "view-evidence"     // the files attached to them
	ViewDocument    Permission = "view-document"     // documents, facts and their spans
	ViewProject     Permission = "view-project"
	ViewDirective   Permission = "view-directive"
	ViewHistory     Permission = "view-history"  // old, new, who, when, why and proof, of an object that may be seen
	ViewLedger      Permission = "view-ledger"   // every entry; asked at the district
	VerifyLedger    Permission = "verify-ledger" // recompute it and compare with a checkpoint
	ExportPlan      Permission = "export-plan"   // programme and figures as a workbook
	ViewPersons     Permission = "view-persons"  // who holds a post of the unit: name and telephone
)

// What touches figures, from the unit's sheet to the closed month.
const (
	FileReport          Permission = "file-report" // drafts, submission, answers, corrections, task progress
	AttachEvidence      Permission = "attach-evidence"
	ApproveReport       Permission = "approve-report" // inside the unit
	VerifyFigure        Permission = "verify-figure"  // in full, by sample, on site; accepts answers to questions
	ReturnReport        Permission = "return-report"  // with a reason, by the verifier
	EnterOfficial       Permission = "enter-official" // the competent department's release
	ExplainDifference   Permission = "explain-difference"
	LockPeriod          Permission = "lock-period"
	AskReopening        Permission = "ask-reopening"
	AgreeReopening      Permission = "agree-reopening"
	ProposeTargetChange Permission = "propose-target-change"
	ApproveTargetChange Permission = "approve-target-change"
	EditPlan            Permission = "edit-plan" // programmes, actions, tasks, indicators, targets, rules
	ImportPlan          Permission = "import-plan"
	EditUnits           Permission = "edit-units"     // units, posts and who holds them
	ErasePersonal       Permission = "erase-personal" // ask for it, or do what another asked for
	EditProject         Permission = "edit-project"
	ReadDocument        Permission = "read-document" // bring a document in and have it read
	DecideFact          Permission = "decide-fact"   // accept or refuse what was found
	RecordMeeting       Permission = "record-meeting"
	IssueDirective      Permission = "issue-directive"
	HandleDirective     Permission = "handle-directive" // acknowledge, report back, ask for closure
	CloseDirective      Permission = "close-directive"  // verified closure
)

// What keeps the system itself. None of it touches a figure.
const (
	ViewAccounts   Permission = "view-accounts" // accounts and their grants
	ManageAccounts Permission = "manage-accounts"
	ManageGrants   Permission = "manage-grants"
	ReadAccessLog  Permission = "read-access-log" // logins and administration
	ManageSettings Permission = "manage-settings"
	DownloadBackup Permission = "download-backup"
	ViewMetrics    Permission = "view-metrics"
)

// Effect classes a permission by what its use can alter.
type Effect string

const (
	Reads         Effect = "reads"
	ChangesFigure Effect = "figures" // reports, verification, locks, official figures
	ChangesPlan   Effect = "plan"    // what is wanted and ordered; it decides how figures are judged
	Administers   Effect = "system"
)

// Reach is where a role's permission holds, seen from the unit of the grant.
type Reach string

const (
	Nowhere       Reach = ""
	OwnUnit       Reach = "own"      // the granted unit exactly
	UnitBelow     Reach = "below"    // the granted unit and all units under it
	WholeDistrict Reach = "district" // every unit, wherever granted
	Verifies      Reach = "verifies" // figures whose indicator is verified by the granted unit or one under it
	Releases      Reach = "releases" // figures whose indicator's competent department is that unit or one under it
)
