#pragma once

#include "core/base/timestamp.h"

#include <QTimeZone>

#include <optional>

class QComboBox;
class QLineEdit;

namespace watchglass::ui {

/// Fields that the forms of an import have in common; each says what was chosen, and what is wrong with what was typed.

/// Says in a box's first entry, which leaves a thing to be found out, what was found; empty: nothing yet.
void showDetected(QComboBox &box, const QString &what);

/// A time zone, to be chosen or typed; empty for none.
QComboBox *zoneBox();
std::optional<QTimeZone> zoneOf(const QComboBox &box);
QString zoneProblem(const QComboBox &box);

/// What a time that is a number counts; the first entry leaves it to be found out.
QComboBox *timeUnitBox();
std::optional<std::int64_t> timeUnitOf(const QComboBox &box);
QString timeUnitName(std::int64_t nsPerUnit);

/// An instant in ISO 8601; empty for none.
QLineEdit *startLine();
std::optional<Timestamp> startOf(const QLineEdit &line);
QString startProblem(const QLineEdit &line);

} // namespace watchglass::ui
