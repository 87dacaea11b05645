package lsp

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

const (
	// maxMessage is the size of the largest message that is read. A client
	// sends whole files, not gigabytes.
	maxMessage = 64 << 20 // bytes
	maxHeader  = 4 << 10  // bytes
)

// stream reads messages with a header as the protocol says. What is no message
// is answered with an error and skipped: the connection goes on.
type stream struct {
	jsonrpc2.Stream // writes and closes
	in              *bufio.Reader
}

func newStream(conn io.ReadWriteCloser) *stream {
	return &stream{jsonrpc2.NewStream(conn), bufio.NewReader(conn)}
}

// Read returns the next message.
func (s *stream) Read(ctx context.Context) (jsonrpc2.Message, int64, error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		body, err := readFrame(s.in)
		if errors.Is(err, errBadFrame) {
			s.refuse(ctx, err)
			continue
		}
		if err != nil {
			return nil, 0, err
		}
		msg, err := jsonrpc2.DecodeMessage(body)
		if err != nil {
			s.refuse(ctx, err)
			continue
		}
		return msg, int64(len(body)), nil
	}
}

// refuse answers what cannot be read. There is no id to answer to.
func (s *stream) refuse(ctx context.Context, err error) {
	reply := jsonrpc2.NewResponse(jsonrpc2.ID{}, nil, jsonrpc2.Errorf(jsonrpc2.ParseError, "%v", err))
	_, _ = s.Write(ctx, reply) // a broken connection shows when reading, too
}

var errBadFrame = errors.New("not a message")

// readFrame reads a header and the body that it announces. errBadFrame means
// that it was skipped.
func readFrame(r *bufio.Reader) ([]byte, error) {
	length := -1
	for n := 0; ; {
		line, err := readLine(r)
		if err != nil {
			if errors.Is(err, io.EOF) && (n > 0 || line != "") {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
		n++
		if line == "" {
			break
		}
		name, value, _ := strings.Cut(line, ":")
		if strings.EqualFold(strings.TrimSpace(name), "Content-Length") {
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil {
				length = -1
			}
		}
	}
	switch {
	case length < 0:
		return nil, fmt.Errorf("%w: no Content-Length", errBadFrame)
	case length > maxMessage:
		if _, err := io.CopyN(io.Discard, r, int64(length)); err != nil {
			return nil, io.ErrUnexpectedEOF
		}
		return nil, fmt.Errorf("%w: %d bytes are too many", errBadFrame, length)
	}
	// The buffer grows with what arrives, not with what was promised.
	var body bytes.Buffer
	if _, err := io.CopyN(&body, r, int64(length)); err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	return body.Bytes(), nil
}

// readLine reads a header line without its end; a very long one is cut.
func readLine(r *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line) < maxHeader {
			line = append(line, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		return strings.TrimRight(string(line), "\r\n"), err
	}
}

// codec encodes parameters and results as the protocol's types want it.
type codec struct{}

func (codec) Marshal(v any) ([]byte, error) {
	if raw, ok := v.(jsonrpc2.RawMessage); ok {
		if raw == nil {
			return []byte("null"), nil
		}
		return raw, nil
	}
	return protocol.Marshal(v)
}

func (codec) Unmarshal(data []byte, v any) error {
	if raw, ok := v.(*jsonrpc2.RawMessage); ok {
		*raw = bytes.Clone(data)
		return nil
	}
	return protocol.Unmarshal(data, v)
}
