#pragma once

#include "core/alarm/alarm.h"

#include <QTimeZone>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace watchglass::ui {

/// All that is known of one alarm: what happened, value and limit, what to do, who saw it; with the way to its series
/// and a note for whoever acknowledges it.
/// Thread: GUI.
class AlarmDetails : public QWidget
{
    Q_OBJECT

public:
    explicit AlarmDetails(QWidget *parent = nullptr);

    /// Null: none is selected.
    void setAlarm(const alarm::Alarm *alarm, const QString &device, const QTimeZone &zone);
    /// What was typed, once: the field is empty afterwards.
    QString takeNote();
    QLineEdit &note() { return *m_note; }
    QString text() const;

Q_SIGNALS:
    /// The alarm's series is to be seen at the moment when it was raised.
    void showRequested();
    /// Enter in the note.
    void noteFinished();

private:
    QLabel *m_title;
    QLabel *m_body;
    QLabel *m_guidance;
    QLineEdit *m_note;
    QPushButton *m_show;
};

} // namespace watchglass::ui
