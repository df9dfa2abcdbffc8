#pragma once

#include <QByteArray>

#include <string>
#include <string_view>

namespace watchglass::sim::moonsense {

/// gzip (RFC 1952).
QByteArray gzipped(std::string_view bytes);
/// A tar archive (ustar) with one member.
std::string tarOf(std::string_view member, std::string_view content);

} // namespace watchglass::sim::moonsense
