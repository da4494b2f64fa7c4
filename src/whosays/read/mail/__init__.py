"""Mail: single messages (EML, MSG) and boxes of them (MBOX)."""
