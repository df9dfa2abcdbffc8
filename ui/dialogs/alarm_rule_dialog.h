#pragma once

#include "core/alarm/alarm_rule.h"
#include "core/base/clock.h"
#include "core/store/series_store.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QTimer;

namespace watchglass::ui {

class AlarmRuleForm;
class RulePreviewPlot;

/// Writes a rule for one of some series. It is checked while it is typed, and shown over the last hour that the store
/// has: how often it would have called, and when.
/// Thread: GUI. Requires: the store outlives it.
class AlarmRuleDialog : public QDialog
{
    Q_OBJECT

public:
    /// The rule's series stands first among those to choose from. `nameOf` is what people call a series.
    AlarmRuleDialog(const store::SeriesStore &store, const alarm::AlarmRule &rule, QList<SeriesKey> choices,
                    std::function<QString(const SeriesKey &)> nameOf, QWidget *parent = nullptr);

    AlarmRuleForm &form() { return *m_form; }
    /// What stands below the preview: the finding, or what is wrong.
    QString message() const;
    bool canBeKept() const;

Q_SIGNALS:
    /// Pressed with a rule that is good; the dialog closes.
    void ruleWritten(const watchglass::alarm::AlarmRule &rule);

public Q_SLOTS:
    void accept() override;

private:
    void layOut();
    void chooseSeries();
    void check();
    void preview(const alarm::AlarmRule &rule);

    const store::SeriesStore &m_store;
    QList<SeriesKey> m_choices;
    QComboBox *m_series;
    AlarmRuleForm *m_form;
    RulePreviewPlot *m_plot;
    QLabel *m_message;
    QPushButton *m_keep = nullptr;
    QTimer *m_settle;
    SeriesKey m_key;
};

} // namespace watchglass::ui
