package record_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tupo/internal/catalogue"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
)

func TestCatalogueNumbersAreUnique(t *testing.T) {
	tables := map[int]string{}
	names := map[string]bool{}
	for _, row := range catalogue.Rows() {
		table := row.Table()
		if other, taken := tables[table.No]; taken {
			t.Errorf("table %d is both %s and %s", table.No, other, table.Name)
		}
		if names[table.Name] {
			t.Errorf("two tables are called %s", table.Name)
		}
		tables[table.No], names[table.Name] = table.Name, true
		checkFields(t, table.Name, row.Fields())
	}
}

func checkFields(t *testing.T, table string, fields []record.Field) {
	t.Helper()
	seen := map[string]bool{}
	numbers := map[int]bool{}
	keysEnded := false
	for _, f := range fields {
		if seen[f.Column] || numbers[f.No] || f.No < 1 {
			t.Errorf("%s: field %d %s repeats or is not positive", table, f.No, f.Column)
		}
		seen[f.Column], numbers[f.No] = true, true
		if f.Key && keysEnded {
			t.Errorf("%s: key column %s after other columns", table, f.Column)
		}
		keysEnded = keysEnded || !f.Key
	}
	if len(fields) == 0 || !fields[0].Key {
		t.Errorf("%s has no key", table)
	}
}

// Every field of every type must survive the way into a leaf and back: this
// catches two fields bound to one struct member and members bound to none.
func TestEveryFieldSurvivesTheLeaf(t *testing.T) {
	for _, row := range catalogue.Rows() {
		for i, f := range row.Fields() {
			f.Set(sample(f.Type, i+1))
		}
		entry := record.Entry{District: "370211", Seq: 7, Actor: "a", Time: 1, Action: "test",
			Changes: []record.Change{record.ChangeOf(record.Insert, row)}}
		back, err := record.DecodeEntry(entry.Encode())
		if err != nil {
			t.Fatalf("%s: %v", row.Table().Name, err)
		}
		fresh, ok := catalogue.New(row.Table().No)
		if !ok {
			t.Fatalf("catalogue.New(%d): not found", row.Table().No)
		}
		if err := back.Changes[0].Load(fresh); err != nil {
			t.Fatal(err)
		}
		for i, f := range fresh.Fields() {
			if got, want := f.Value(), sample(f.Type, i+1); got != want {
				t.Errorf("%s.%s = %v after the leaf, want %v", row.Table().Name, f.Column, got, want)
			}
		}
		if d := record.Diff(row, fresh); len(d) != 0 {
			t.Errorf("%s: Diff = %v, want none", row.Table().Name, d)
		}
	}
}

func sample(t record.Type, n int) record.Value {
	switch t {
	case record.TypeText:
		return record.Value{Text: "值" + string(rune('a'+n))}
	case record.TypeFlag:
		return record.Value{Num: 1}
	case record.TypeQuantity:
		return record.Value{Num: -int64(n) * 1_500_000, Known: true}
	}
	return record.Value{Num: int64(n)}
}

func TestEntryRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := record.Entry{
			District: core.DistrictID(rapid.String().Draw(t, "district")),
			Seq:      core.Seq(rapid.Int64().Draw(t, "seq")),
			Actor:    rapid.String().Draw(t, "actor"),
			Time:     core.Instant(rapid.Int64().Draw(t, "time")),
			Reason:   rapid.String().Draw(t, "reason"),
			Changes:  rapid.SliceOf(rapid.Custom(drawChange)).Draw(t, "changes"),
		}
		if len(want.Changes) == 0 {
			want.Changes = nil
		}
		got, err := record.DecodeEntry(want.Encode())
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("DecodeEntry(Encode(e)) differs (-want +got):\n%s", d)
		}
	})
}

func drawChange(t *rapid.T) record.Change {
	c := record.Change{Table: rapid.IntRange(1, 99).Draw(t, "table"), Op: record.Op(rapid.IntRange(1, 3).Draw(t, "op"))}
	c.Key = []string{rapid.String().Draw(t, "key")}
	n := rapid.IntRange(0, 4).Draw(t, "fields")
	for i := range n {
		f := record.Numbered{No: i + 2, Type: record.Type(rapid.IntRange(1, 4).Draw(t, "type"))}
		if f.Type == record.TypeText {
			f.Value.Text = rapid.String().Draw(t, "text")
		} else {
			f.Value = record.Value{Num: rapid.Int64().Draw(t, "num"), Known: f.Type == record.TypeQuantity}
		}
		c.Fields = append(c.Fields, f)
	}
	return c
}

func FuzzDecodeEntry(f *testing.F) {
	e := record.Entry{District: "370211", Seq: 1, Actor: "system", Action: "test",
		Changes: []record.Change{record.ChangeOf(record.Insert, &plan.Unit{ID: "u", Name: "局"})}}
	f.Add(e.Encode())
	f.Fuzz(func(t *testing.T, leaf []byte) {
		e, err := record.DecodeEntry(leaf)
		if err == nil && string(e.Encode()) != string(leaf) {
			t.Fatalf("DecodeEntry accepted a leaf that is not canonical: %x", leaf)
		}
	})
}

func TestDecodeRefuses(t *testing.T) {
	good := record.Entry{District: "370211", Seq: 1}.Encode()
	for name, leaf := range map[string][]byte{
		"empty":         nil,
		"other version": append([]byte{9}, good[1:]...),
		"cut short":     good[:len(good)-1],
		"a byte more":   append(append([]byte{}, good...), 0),
		"other domain":  append([]byte{1, 2, 'x'}, good...),
	} {
		if _, err := record.DecodeEntry(leaf); !errors.Is(err, record.ErrLeaf) {
			t.Errorf("%s: DecodeEntry = %v, want ErrLeaf", name, err)
		}
	}
}

func TestLoadRefusesForeignFields(t *testing.T) {
	c := record.Change{Table: 2, Op: record.Insert, Key: []string{"u"},
		Fields: []record.Numbered{{No: 99, Type: record.TypeText, Value: record.Value{Text: "x"}}}}
	if err := c.Load(&plan.Unit{}); err == nil {
		t.Error("Load took field 99, which unit does not have")
	}
	c.Fields[0] = record.Numbered{No: 3, Type: record.TypeInt}
	if err := c.Load(&plan.Unit{}); err == nil {
		t.Error("Load took an integer for unit.name")
	}
	c.Fields, c.Key = nil, []string{"u", "v"}
	if err := c.Load(&plan.Unit{}); err == nil {
		t.Error("Load took a key of two columns for unit")
	}
}

func TestDiff(t *testing.T) {
	before := &plan.Target{ID: "t", Code: "T1", Value: core.Whole(5)}
	after := &plan.Target{ID: "t", Code: "T1", Value: core.Whole(6), High: core.Whole(0)}
	want := []record.Difference{{Column: "value", Old: "5", New: "6"}, {Column: "high", Old: "", New: "0"}}
	if d := cmp.Diff(want, record.Diff(before, after)); d != "" {
		t.Errorf("Diff (-want +got):\n%s", d)
	}
	if got := record.Diff(nil, after); len(got) != 3 {
		t.Errorf("Diff(nil, after) = %v, want the three set fields", got)
	}
}

func BenchmarkEncode(b *testing.B) {
	e := record.Entry{District: "370211", Seq: 7, Actor: "a", Time: 1, Action: "report.submit",
		Changes: []record.Change{record.ChangeOf(record.Update, &plan.Target{ID: "t", Code: "T1", Value: core.Whole(5)})}}
	b.ReportAllocs()
	for b.Loop() {
		e.Encode()
	}
}
