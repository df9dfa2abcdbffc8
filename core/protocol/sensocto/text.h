#pragma once

#include <QString>

#include <algorithm>
#include <string_view>

namespace watchglass::protocol::sensocto {

/// UTF-8 from outside as a text of ours, cut where nobody would read on.
inline QString toText(std::string_view utf8, std::size_t longest = 4000)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(std::min(utf8.size(), longest)));
}

} // namespace watchglass::protocol::sensocto
