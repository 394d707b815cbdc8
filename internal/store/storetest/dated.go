package storetest

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"tupo/internal/plan"
	"tupo/internal/store"
)

// testDated keeps names and transfers by date and a person from entry to erasure:
// every version can be read, the hash outlives the data, an archive of it all
// restores, and verification finds nothing.
func testDated(t *testing.T, e Engine) {
	db := e.Fresh(t)
	Create(t, db)
	ctx := context.Background()
	name := &plan.UnitName{Unit: "u0001", Until: "2023-09-30", Name: "旧名", NameEn: "Old"}
	move := &plan.Transfer{Object: "target:t1", From: "2023-10-01", Old: "u0001", New: "u0002"}
	Put(t, db, 2, Unit(1, "新名"), name, move)
	data := store.Personal{ID: "p1", Salt: []byte("salt"), Value: []byte(`{"name":"甲某"}`)}
	person := plan.Person{ID: "p1", Personal: data.Hash()}
	_, err := db.Write(ctx, Meta("person.enter", 3), func(tx *store.Tx) error {
		return errors.Join(tx.Put(&person), tx.Aside().SetPersonal(District, data))
	})
	if err != nil {
		t.Fatalf("Write(person) = %v", err)
	}
	asked := person
	asked.AskedBy, asked.AskedAt, asked.Why = "a1", 4, "离任"
	Put(t, db, 4, &asked)
	erased := asked
	erased.ErasedBy, erased.ErasedAt = "a2", 5
	_, err = db.Write(ctx, Meta("person.erase", 5), func(tx *store.Tx) error {
		return errors.Join(tx.Put(&erased), tx.Delete(move), tx.Aside().ErasePersonal(District, "p1"))
	})
	if err != nil {
		t.Fatalf("Write(erase) = %v", err)
	}
	view(t, db, func(v *store.View) error {
		got, err := store.Get[plan.UnitName](v, "u0001", "2023-09-30")
		same(t, "Get(unit_name)", got, *name, err)
		now, err := store.Get[plan.Person](v, "p1")
		same(t, "Get(person)", now, erased, err)
		then, err := store.GetAsOf[plan.Person](v, 3, "p1")
		same(t, "GetAsOf(person, 3)", then, person, err)
		gone, err := store.List[plan.Transfer](v, "")
		if err != nil || len(gone) != 0 {
			t.Errorf("List(transfer) = %+v, %v, want none", gone, err)
		}
		old, err := store.GetAsOf[plan.Transfer](v, 4, "target:t1", "2023-10-01", "u0001")
		same(t, "GetAsOf(transfer, 4)", old, *move, err)
		return nil
	})
	verdict := expectClean(t, db, store.VerifyOptions{District: District})
	if len(verdict.Notes) != 1 || verdict.Notes[0].Key != store.NotedPersonalErased {
		t.Errorf("Verify noted %+v, want the erased person", verdict.Notes)
	}
	c := e.Place(t)
	if err := store.Restore(ctx, bytes.NewReader(archive(t, db)), c); err != nil {
		t.Fatalf("Restore = %v", err)
	}
	expectClean(t, Open(t, c), store.VerifyOptions{District: District})
	back := func(a *store.Aside) error { return a.SetPersonal(District, data) }
	if err := db.Aside(ctx, back); err != nil {
		t.Fatal(err)
	}
	verdict, err = db.Verify(ctx, store.VerifyOptions{District: District})
	if err != nil || len(verdict.Findings) != 1 || verdict.Findings[0].Key != store.FoundPersonalKept {
		t.Errorf("Verify with what was erased put back = %+v, %v; want it found", verdict.Findings, err)
	}
}
