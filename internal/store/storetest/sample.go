package storetest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
	"tupo/internal/store"
)

// District is the district of every test.
const District core.DistrictID = "370211"

// Meta says who writes in tests; now is the entry's time.
func Meta(action string, now core.Instant) store.Meta {
	return store.Meta{District: District, Actor: "tester", Now: now, Action: action}
}

// Create makes the district.
func Create(t testing.TB, db *store.DB) {
	t.Helper()
	row := &plan.District{ID: District, Name: "西海岸新区", NameEn: "West Coast New Area", TimeZone: "Asia/Shanghai"}
	if _, err := db.CreateDistrict(context.Background(), Meta("district.create", 1), row); err != nil {
		t.Fatalf("CreateDistrict(%s): %v", District, err)
	}
}

// Put writes rows as one entry.
func Put(t testing.TB, db *store.DB, now core.Instant, rows ...record.Row) store.Written {
	t.Helper()
	w, err := db.Write(context.Background(), Meta("test.put", now), putAll(rows...))
	if err != nil {
		t.Fatalf("Write(%d rows): %v", len(rows), err)
	}
	return w
}

func putAll(rows ...record.Row) func(*store.Tx) error {
	return func(tx *store.Tx) error {
		for _, r := range rows {
			if err := tx.Put(r); err != nil {
				return err
			}
		}
		return nil
	}
}

// Unit makes a unit by number.
func Unit(n int, name string) *plan.Unit {
	return &plan.Unit{ID: core.UnitID(fmt.Sprintf("u%04d", n)), Code: fmt.Sprintf("U%d", n), Name: name,
		Kind: plan.UnitZone, Order: int64(n)}
}

// Observation makes a figure of a unit and a month.
func Observation(unit, month int, value core.Quantity) *report.Observation {
	return &report.Observation{Indicator: "ind1", Unit: Unit(unit, "").ID, Period: core.Month(2023, month).String(),
		Basis: report.Operational, Value: value}
}

// view runs f on one state of the district.
func view(t testing.TB, db *store.DB, f func(v *store.View) error) {
	t.Helper()
	if err := db.View(context.Background(), District, f); err != nil {
		t.Fatalf("View: %v", err)
	}
}

// head gives the main log's head.
func head(t testing.TB, db *store.DB) store.Head {
	t.Helper()
	var h store.Head
	view(t, db, func(v *store.View) (err error) {
		h, err = v.Head()
		return err
	})
	return h
}

// blobText is the content of the sample's files.
const blobText = "专班会议纪要：二期要素保障。"

// Sample fills a store with a little of everything, at least entries entries:
// units that change, figures that are corrected, one that is deleted, a file, a
// document, a person and an access log.
func Sample(t testing.TB, db *store.DB, entries int) {
	t.Helper()
	Create(t, db)
	ctx := context.Background()
	sha, size, media, err := db.Blobs().Put(ctx, strings.NewReader(blobText), 1<<20)
	if err != nil {
		t.Fatalf("Blobs.Put: %v", err)
	}
	person := store.Personal{ID: "p1", Salt: []byte("0123456789abcdef"), Value: []byte("某人")}
	_, err = db.Write(ctx, Meta("sample", 10), func(tx *store.Tx) error {
		if err := tx.Aside().SetPersonal(District, person); err != nil {
			return err
		}
		return putAll(
			&plan.Person{ID: "p1", Personal: person.Hash()},
			&report.Evidence{ID: core.EvidenceID(sha), Name: "纪要.txt", Media: media, Size: size},
			&document.Document{ID: "d1", Title: "纪要", Text: core.EvidenceID(sha), Runes: 13},
		)(tx)
	})
	if err != nil {
		t.Fatalf("Write(sample): %v", err)
	}
	for i := range 5 {
		Put(t, db, core.Instant(20+i), Unit(i, fmt.Sprintf("单位%d", i)))
	}
	Put(t, db, 30, Unit(1, "单位一改"))
	Put(t, db, 31, Observation(1, 9, core.Whole(100)), Observation(2, 9, core.Quantity{}))
	Put(t, db, 32, Observation(1, 9, core.Whole(120)))
	if _, err := db.Write(ctx, Meta("sample.delete", 33), func(tx *store.Tx) error {
		return tx.Delete(Unit(4, ""))
	}); err != nil {
		t.Fatalf("Write(delete): %v", err)
	}
	err = db.Aside(ctx, func(a *store.Aside) error {
		return a.SetSecret(District, store.Secret{Account: "a1", Hash: "argon2id$…", ChangedAt: 40},
			store.Event{At: 40, Account: "a1", Action: "password.changed", Remote: "127.0.0.1"})
	})
	if err != nil {
		t.Fatalf("Aside(event): %v", err)
	}
	fill(t, db, entries-int(head(t, db).Seq))
}

// fill adds n entries from several goroutines, so that they share commits.
func fill(t testing.TB, db *store.DB, n int) {
	t.Helper()
	start := head(t, db).Seq // makes each call's names new
	var group sync.WaitGroup
	for worker := range 8 {
		group.Go(func() {
			for i := worker; i < n; i += 8 {
				_, err := db.Write(context.Background(), Meta("fill", 50), func(tx *store.Tx) error {
					return tx.Put(Unit(100+i%40, fmt.Sprintf("第%d次之%d", start, i)))
				})
				if err != nil {
					t.Errorf("Write(fill %d): %v", i, err)
				}
			}
		})
	}
	group.Wait()
}
