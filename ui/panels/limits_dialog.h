#pragma once

#include "ui/panels/value_limits.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace watchglass::ui {

/// Asks for the two ends of a range, either of which may be left open. What cannot be a range cannot be accepted, and
/// it says why. Thread: GUI.
class LimitsDialog : public QDialog
{
    Q_OBJECT

public:
    LimitsDialog(const QString &title, const QString &unit, const ValueLimits &limits, QWidget *parent);

    /// As they stand in the fields; nothing while these make no sense.
    std::optional<ValueLimits> limits() const;

    /// What the operator chose; nothing when he thought better of it.
    static std::optional<ValueLimits> ask(const QString &title, const QString &unit, const ValueLimits &limits,
                                          QWidget *parent);

private:
    void check();

    QLineEdit *m_low;
    QLineEdit *m_high;
    QLabel *m_trouble;
    QPushButton *m_ok;
};

} // namespace watchglass::ui
