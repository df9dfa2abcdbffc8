#include "ui/panels/link_reading.h"

#include "core/format/value_format.h"
#include "ui/panels/state_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace watchglass::ui {
namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::LinkReading)
};

} // namespace

void LinkReading::take(double value, const QString &unit)
{
    if (!std::isfinite(value))
        return;
    if (format::canonicalUnit(unit) == QLatin1String("%"))
        percent = value;
    else
        dbm = value;
}

void LinkReading::take(const QString &stateWord)
{
    isOffline = stateWord.compare(QLatin1String("offline"), Qt::CaseInsensitive) == 0;
    connection = stateText(stateWord);
}

std::optional<int> LinkReading::bars() const
{
    double share = 0.0;
    if (percent)
        share = *percent / 100.0;
    else if (dbm)
        share = (*dbm - weakestDbm) / (strongestDbm - weakestDbm);
    else
        return std::nullopt;
    return static_cast<int>(std::ceil(std::clamp(share, 0.0, 1.0) * mostBars));
}

QString LinkReading::text() const
{
    if (isOffline)
        return Texts::tr("Offline");
    switch (bars().value_or(-1)) {
    case 0:
        return Texts::tr("None");
    case 1:
        return Texts::tr("Weak");
    case 2:
        return Texts::tr("Fair");
    case 3:
        return Texts::tr("Good");
    case 4:
    case 5:
        return Texts::tr("Strong");
    default:
        return {};
    }
}

} // namespace watchglass::ui
