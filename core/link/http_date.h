#pragma once

#include "core/base/timestamp.h"

#include <QByteArray>

#include <optional>

namespace watchglass::link {

/// A date of an HTTP header, in any of the three forms that RFC 9110 section 5.6.7 wants accepted:
/// "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994".
/// A two-digit year is the one in [1970, 2069]. Nothing for anything else.
std::optional<Timestamp> parseHttpDate(const QByteArray &text);

/// The Retry-After header (RFC 9110 section 10.2.3): seconds, or a date that is compared with `now`.
/// Never negative, at most a day. Nothing when the text is neither.
std::optional<Duration> parseRetryAfter(const QByteArray &text, Timestamp now);

} // namespace watchglass::link
