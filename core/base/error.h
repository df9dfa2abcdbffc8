#pragma once

#include <QString>

namespace watchglass {

/// What went wrong, coarse enough for a caller to act on; the text is for people.
enum class ErrorCode {
    Malformed,   ///< Bytes that are not what their format says (no JSON, cut short, wrong type of a field).
    Missing,     ///< Well-formed, but a field that the meaning needs is not there.
    OutOfRange,  ///< Well-formed, but a number or time that cannot be represented.
    TooLarge,    ///< Over a size limit of ours; refused unread.
    Unsupported, ///< Something that this program does not speak.
    Unreachable, ///< No answer from the other side: refused, not found, timed out.
    Refused,     ///< The other side answered and said no (authentication, permission, limit).
    File,        ///< A file could not be opened, read or written.
};

struct Error
{
    ErrorCode code = ErrorCode::Malformed;
    QString text; ///< What happened and, where we know it, what to do.
};

} // namespace watchglass
