package app

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"golang.org/x/mod/sumdb/note"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/ledger"
	"tupo/internal/store"
)

// signers keeps one key pair per district in files that only the owner reads.
type signers struct {
	dir    string
	making *sync.Mutex
}

func (s signers) names(d core.DistrictID) (secret, public string) {
	return filepath.Join(s.dir, string(d)+".key"), filepath.Join(s.dir, string(d)+".pub")
}

// signer gives the key that signs, made at first need, and its public key.
func (s signers) signer(d core.DistrictID) (note.Signer, string, error) {
	s.making.Lock()
	defer s.making.Unlock()
	secret, public := s.names(d)
	key, err := os.ReadFile(secret)
	if errors.Is(err, fs.ErrNotExist) {
		key, err = s.make(d, secret, public)
	}
	if err != nil {
		return nil, "", err
	}
	stated, err := ledger.PublicKey(string(key))
	if err != nil {
		return nil, "", err
	}
	signer, err := ledger.ParseSigner(string(key))
	return signer, stated, err
}

// KeyOf says where the key came from with which a signature was checked.
type KeyOf string

const (
	KeyOwn    KeyOf = "own"    // it lies beside the data
	KeyGiven  KeyOf = "given"  // who asked brought it
	KeyStated KeyOf = "stated" // the checkpoint states it: whoever wrote the one wrote the other
)

// asked gives the key that a checkpoint's signature is to be checked with. One
// that the checkpoint states serves only where no other is there.
func (s signers) asked(d core.DistrictID, signed []byte, key string) (note.Verifier, KeyOf, error) {
	if key != "" {
		v, err := ledger.ParseVerifier(key)
		if err != nil {
			return nil, "", errs.Field("key", string(ledger.ErrKey)).Because(err)
		}
		return v, KeyGiven, nil
	}
	v, err := s.verifier(d)
	if err == nil {
		return v, KeyOwn, nil
	}
	if stated, wrong := ledger.StatedKey(signed); errs.Is(err, errs.Missing) && wrong == nil {
		return stated, KeyStated, nil
	}
	return nil, "", err
}

// verifier gives the public key. It makes none: a checkpoint that a new key does
// not know would look forged. The public key alone is enough, for instance beside
// a restored copy.
func (s signers) verifier(d core.DistrictID) (note.Verifier, error) {
	_, public := s.names(d)
	pub, err := os.ReadFile(public)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errs.New(errs.Missing, "ledger.no-public-key", "name", public).Because(err)
	}
	if err != nil {
		return nil, err
	}
	return ledger.ParseVerifier(string(pub))
}

// make never replaces a public key: it may be all that is left of the pair that
// signed earlier checkpoints.
func (s signers) make(d core.DistrictID, secret, public string) ([]byte, error) {
	key, pub, err := ledger.GenerateKey(rand.Reader, store.Origin(d, store.MainLog))
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return nil, err
	}
	if err := writeNew(public, pub, 0o644); err != nil {
		return nil, errs.New(errs.Conflict, "ledger.public-key-there", "name", public).Because(err)
	}
	if err := writeNew(secret, key, 0o600); err != nil {
		return nil, err
	}
	return []byte(key), nil
}

// writeNew writes a file that must not be there yet.
func writeNew(name, content string, mode os.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.WriteString(content)
	return errors.Join(err, f.Sync(), f.Close())
}
