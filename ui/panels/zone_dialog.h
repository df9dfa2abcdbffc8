#pragma once

#include <QDialog>
#include <QTimeZone>

class QComboBox;
class QPushButton;

namespace watchglass::ui {

/// Asks for a time zone by name, as "Europe/Zurich". Thread: GUI.
class ZoneDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ZoneDialog(const QTimeZone &zone, QWidget *parent = nullptr);

    QTimeZone zone() const;

private:
    QComboBox *m_names;
};

} // namespace watchglass::ui
