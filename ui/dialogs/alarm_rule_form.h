#pragma once

#include "core/alarm/alarm_rule.h"
#include "core/model/series_info.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace watchglass::ui {

/// The fields of a rule. Only those that its kind needs are shown.
/// Thread: GUI.
class AlarmRuleForm : public QWidget
{
    Q_OBJECT

public:
    explicit AlarmRuleForm(QWidget *parent = nullptr);

    void setRule(const alarm::AlarmRule &rule);
    /// What is known of the series: its unit and the words of its states.
    void setSeries(const SeriesInfo &info);
    /// As the fields say; what cannot be read is an error.
    Result<alarm::AlarmRule> rule() const;

Q_SIGNALS:
    void changed();

private:
    void layOut();
    void connectFields();
    void showFields();
    alarm::RuleKind kind() const;
    std::optional<double> number(const QLineEdit &edit) const;

    alarm::AlarmRule m_rule; ///< What the fields do not hold.
    SeriesInfo m_info;
    QFormLayout *m_layout;
    QLineEdit *m_name;
    QComboBox *m_kind;
    QLineEdit *m_limit;
    QComboBox *m_state;
    QLineEdit *m_deadband;
    QSpinBox *m_window;
    QSpinBox *m_stale;
    QSpinBox *m_delay;
    QSpinBox *m_count;
    QSpinBox *m_within;
    QComboBox *m_priority;
    QCheckBox *m_latches;
    QPlainTextEdit *m_guidance;
};

} // namespace watchglass::ui
