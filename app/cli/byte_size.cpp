#include "app/cli/byte_size.h"

#include <array>
#include <cmath>

namespace watchglass::cli {

std::optional<std::uint64_t> parseByteSize(const QString &text)
{
    struct Unit
    {
        const char *name;
        double bytes;
    };
    static constexpr std::array<Unit, 10> units{{
        {"kib", 0x1p10},
        {"mib", 0x1p20},
        {"gib", 0x1p30},
        {"tib", 0x1p40},
        {"kb", 1e3},
        {"mb", 1e6},
        {"gb", 1e9},
        {"tb", 1e12},
        {"b", 1},
        {"", 1},
    }};
    const QString word = text.trimmed().toLower();
    for (const Unit &unit : units) {
        if (!word.endsWith(QLatin1String(unit.name)))
            continue;
        bool isNumber = false;
        const double bytes =
            word.chopped(static_cast<qsizetype>(qstrlen(unit.name))).trimmed().toDouble(&isNumber) * unit.bytes;
        if (!isNumber || !(bytes >= 1.0) || bytes > 0x1p62)
            return std::nullopt;
        return static_cast<std::uint64_t>(std::llround(bytes));
    }
    return std::nullopt;
}

} // namespace watchglass::cli
