package access

// rule is one line of the policy: a permission, what its use alters, and how
// far it reaches for each role that has it.
type rule struct {
	may  Permission
	does Effect
	who  []holder
}

type holder struct {
	reach Reach
	roles []Role
}

func to(reach Reach, roles ...Role) holder { return holder{reach, roles} }

// policy is the one table of rights, read only. Lines not written grant nothing.
// The public's lines hold for everybody, logged in or not.
var policy = [...]rule{
	{ViewPublicBoard, Reads, who(to(WholeDistrict, Public))},
	{ViewBoard, Reads, who(to(WholeDistrict, Leader, Office, Reporter, Approver, Verifier, SystemAdmin, SecurityAdmin, AuditAdmin))},
	{ViewSecret, Reads, who(to(UnitBelow, Leader, Office, Reporter, Approver, Verifier))},
	{ViewDraftPlan, Reads, who(to(UnitBelow, Office))},
	{ViewReport, Reads, who(to(UnitBelow, Leader, Office, Reporter, Approver), to(Verifies, Verifier))},
	{ViewEvidence, Reads, who(to(UnitBelow, Leader, Office, Reporter, Approver), to(Verifies, Verifier))},
	{ViewDocument, Reads, who(to(WholeDistrict, Leader, Office, Reporter, Approver, Verifier))},
	{ViewProject, Reads, who(to(WholeDistrict, Leader, Office, Reporter, Approver, Verifier))},
	{ViewDirective, Reads, who(to(UnitBelow, Leader, Office, Reporter, Approver))},
	{ViewHistory, Reads, who(to(WholeDistrict, Leader, Office, Reporter, Approver, Verifier, AuditAdmin))},
	{ViewLedger, Reads, who(to(UnitBelow, Leader, Office, AuditAdmin))},
	{VerifyLedger, Reads, who(to(UnitBelow, Leader, Office, AuditAdmin))},
	{ExportPlan, Reads, who(to(UnitBelow, Leader, Office))},
	{ViewPersons, Reads, who(to(UnitBelow, Leader, Office, Reporter, Approver))},

	{FileReport, ChangesFigure, who(to(UnitBelow, Reporter))},
	{AttachEvidence, ChangesFigure, who(to(UnitBelow, Reporter))},
	{ApproveReport, ChangesFigure, who(to(OwnUnit, Approver))},
	{VerifyFigure, ChangesFigure, who(to(Verifies, Verifier))},
	{ReturnReport, ChangesFigure, who(to(Verifies, Verifier))},
	{EnterOfficial, ChangesFigure, who(to(Releases, Verifier))},
	{ExplainDifference, ChangesFigure, who(to(UnitBelow, Office), to(Verifies, Verifier))},
	{LockPeriod, ChangesFigure, who(to(UnitBelow, Office))},
	{AskReopening, ChangesFigure, who(to(UnitBelow, Reporter), to(OwnUnit, Approver, Verifier))},
	{AgreeReopening, ChangesFigure, who(to(UnitBelow, Leader, Office), to(WholeDistrict, Verifier))},

	{ProposeTargetChange, ChangesPlan, who(to(UnitBelow, Office))},
	{ApproveTargetChange, ChangesPlan, who(to(UnitBelow, Leader))},
	{EditPlan, ChangesPlan, who(to(UnitBelow, Office))},
	{ImportPlan, ChangesPlan, who(to(UnitBelow, Office))},
	{EditUnits, ChangesPlan, who(to(UnitBelow, Office))},
	{ErasePersonal, ChangesPlan, who(to(UnitBelow, Leader, Office))},
	{EditProject, ChangesPlan, who(to(UnitBelow, Office))},
	{ReadDocument, ChangesPlan, who(to(UnitBelow, Office))},
	{DecideFact, ChangesPlan, who(to(UnitBelow, Office))},
	{RecordMeeting, ChangesPlan, who(to(UnitBelow, Office))},
	{IssueDirective, ChangesPlan, who(to(UnitBelow, Leader, Office))},
	{HandleDirective, ChangesPlan, who(to(UnitBelow, Reporter, Approver))},
	{CloseDirective, ChangesPlan, who(to(UnitBelow, Leader, Office))},

	{ViewAccounts, Administers, who(to(UnitBelow, SystemAdmin, SecurityAdmin, AuditAdmin))},
	{ManageAccounts, Administers, who(to(UnitBelow, SystemAdmin))},
	{ManageGrants, Administers, who(to(UnitBelow, SecurityAdmin))},
	{ReadAccessLog, Administers, who(to(UnitBelow, AuditAdmin))},
	{ManageSettings, Administers, who(to(UnitBelow, SystemAdmin))},
	{DownloadBackup, Administers, who(to(UnitBelow, SystemAdmin))},
	{ViewMetrics, Administers, who(to(UnitBelow, SystemAdmin))},
}

func who(h ...holder) []holder { return h }

// Roles lists all roles in the order of DESIGN: those of the year's work, the
// public, the three administrators.
func Roles() []Role {
	return []Role{Leader, Office, Reporter, Approver, Verifier, Public, SystemAdmin, SecurityAdmin, AuditAdmin}
}

// Permissions lists all permissions of the policy in its order.
func Permissions() []Permission {
	all := make([]Permission, 0, len(policy))
	for i := range policy {
		all = append(all, policy[i].may)
	}
	return all
}

// Known reports whether the policy has a line for p.
func (p Permission) Known() bool {
	for i := range policy {
		if policy[i].may == p {
			return true
		}
	}
	return false
}

// Effect says what use of p alters; "" for a permission not in the policy.
func (p Permission) Effect() Effect {
	for i := range policy {
		if policy[i].may == p {
			return policy[i].does
		}
	}
	return ""
}

// ReachOf looks up the policy: how far p reaches for a role.
func ReachOf(role Role, p Permission) Reach {
	for i := range policy {
		if policy[i].may != p {
			continue
		}
		for _, h := range policy[i].who {
			for _, r := range h.roles {
				if r == role {
					return h.reach
				}
			}
		}
		return Nowhere
	}
	return Nowhere
}

// Known reports whether r is a role of the policy.
func (r Role) Known() bool {
	for _, known := range Roles() {
		if r == known {
			return true
		}
	}
	return false
}

// Administrator reports whether r is one of the three separated administrators.
func (r Role) Administrator() bool {
	return r == SystemAdmin || r == SecurityAdmin || r == AuditAdmin
}
