#include "ui/dialogs/import_parts.h"

#include "core/exchange/time_text.h"

#include <QComboBox>
#include <QCompleter>
#include <QCoreApplication>
#include <QLineEdit>

namespace watchglass::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::ImportParts)
};

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t timeUnits[]{second, 1'000'000, 1'000, 1, 60 * second, 3600 * second};
constexpr int shortestContents = 8;

} // namespace

void showDetected(QComboBox &box, const QString &what)
{
    box.setItemText(0, what.isEmpty() || box.currentIndex() != 0 ? Texts::tr("Detect")
                                                                 : Texts::tr("Detected: %1").arg(what));
}

QComboBox *zoneBox()
{
    auto *box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setMinimumContentsLength(shortestContents);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
        box->addItem(QString::fromLatin1(zone));
    box->setCurrentIndex(-1);
    box->clearEditText();
    box->lineEdit()->setPlaceholderText(QStringLiteral("UTC"));
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    return box;
}

std::optional<QTimeZone> zoneOf(const QComboBox &box)
{
    const QTimeZone zone(box.currentText().trimmed().toLatin1());
    return zone.isValid() ? std::optional(zone) : std::nullopt;
}

QString zoneProblem(const QComboBox &box)
{
    const QString text = box.currentText().trimmed();
    return text.isEmpty() || zoneOf(box)
               ? QString()
               : Texts::tr("There is no time zone %1: write for example Europe/Berlin or UTC+02:00.").arg(text);
}

QComboBox *timeUnitBox()
{
    auto *box = new QComboBox;
    box->addItem(Texts::tr("Detect"), qint64(0));
    for (const std::int64_t unit : timeUnits)
        box->addItem(timeUnitName(unit), static_cast<qint64>(unit));
    return box;
}

std::optional<std::int64_t> timeUnitOf(const QComboBox &box)
{
    const qint64 unit = box.currentData().toLongLong();
    return unit > 0 ? std::optional<std::int64_t>(unit) : std::nullopt;
}

QString timeUnitName(std::int64_t nsPerUnit)
{
    switch (nsPerUnit) {
    case 1:
        return Texts::tr("nanoseconds");
    case 1'000:
        return Texts::tr("microseconds");
    case 1'000'000:
        return Texts::tr("milliseconds");
    case 60 * second:
        return Texts::tr("minutes");
    case 3600 * second:
        return Texts::tr("hours");
    default:
        return Texts::tr("seconds");
    }
}

QLineEdit *startLine()
{
    auto *line = new QLineEdit;
    line->setPlaceholderText(QStringLiteral("1970-01-01T00:00:00Z"));
    return line;
}

std::optional<Timestamp> startOf(const QLineEdit &line)
{
    const auto time = exchange::readTimeText(exchange::TimeText::Iso, line.text().trimmed().toStdString(), 1970);
    return time ? std::optional(Timestamp::fromNs(time->ns)) : std::nullopt;
}

QString startProblem(const QLineEdit &line)
{
    const QString text = line.text().trimmed();
    return text.isEmpty() || startOf(line)
               ? QString()
               : Texts::tr("%1 is no time to start at: write for example 2026-01-31T10:20:30Z.").arg(text);
}

} // namespace watchglass::ui
