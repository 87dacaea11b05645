package wrapped

import "messageauth/wrapped/sign"

// A verdict that cannot be stored is no forged message.
func note(s *sign.Store, id string) {
	_ = s.UpdateNotifyVerifyStatus(id, true)
}
