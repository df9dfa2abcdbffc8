#pragma once

#include <QDialog>

#include <optional>
#include <utility>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace watchglass::ui {

class ValueSpan;

/// Asks for the ends of a value axis; says what is wrong with them while they are typed. Thread: GUI.
class RangeDialog : public QDialog
{
    Q_OBJECT

public:
    explicit RangeDialog(const ValueSpan &span, QWidget *parent = nullptr);

    /// Low and high end; nothing for automatic. Requires: accepted.
    std::optional<std::pair<double, double>> span() const;

private:
    void check();

    const bool m_isLog;
    QLineEdit *m_low;
    QLineEdit *m_high;
    QCheckBox *m_automatic;
    QLabel *m_problem;
    QPushButton *m_ok;
};

} // namespace watchglass::ui
