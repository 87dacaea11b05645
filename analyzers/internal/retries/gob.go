package retries

import "encoding/json"

type wireFact RetriesFact

// GobEncode implements [gob.GobEncoder]. Equal facts are equal bytes, which
// gob's own encoding of maps does not promise.
func (f *RetriesFact) GobEncode() ([]byte, error) { return json.Marshal((*wireFact)(f)) }

// GobDecode implements [gob.GobDecoder].
func (f *RetriesFact) GobDecode(data []byte) error { return json.Unmarshal(data, (*wireFact)(f)) }
