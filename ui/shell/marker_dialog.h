#pragma once

#include "core/recording/session_values.h"

#include <QDialog>
#include <QTimeZone>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace watchglass::ui {

/// Asks for a remark: its text, where in the recording it stands, and if it is of a span, how long that is.
/// Thread: GUI.
class MarkerDialog : public QDialog
{
    Q_OBJECT

public:
    /// `within`: the recording that it is of; `marker` as what it begins with.
    MarkerDialog(const recording::Marker &marker, TimeRange within, QTimeZone zone, QWidget *parent = nullptr);

    /// What was asked for, with the id of what it began with; nothing while that makes no sense.
    std::optional<recording::Marker> marker() const;

private:
    QString check() const;
    void follow();

    const recording::Marker m_before;
    const TimeRange m_within;
    const QTimeZone m_zone;
    QLineEdit *m_text;
    QLineEdit *m_begin;
    QLineEdit *m_length;
    QLabel *m_note;
    QPushButton *m_ok = nullptr;
};

} // namespace watchglass::ui
