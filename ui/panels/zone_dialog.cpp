#include "ui/panels/zone_dialog.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>

namespace watchglass::ui {

ZoneDialog::ZoneDialog(const QTimeZone &zone, QWidget *parent)
    : QDialog(parent)
    , m_names(new QComboBox)
{
    setWindowTitle(tr("Time zone"));
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds())
        m_names->addItem(QString::fromUtf8(id));
    m_names->setEditable(true);
    m_names->setInsertPolicy(QComboBox::NoInsert);
    m_names->setCurrentText(QString::fromUtf8(zone.id()));
    m_names->completer()->setFilterMode(Qt::MatchContains);
    m_names->completer()->setCompletionMode(QCompleter::PopupCompletion);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    auto *form = new QFormLayout(this);
    form->addRow(tr("&Zone"), m_names);
    form->addRow(buttons);
    QPushButton *ok = buttons->button(QDialogButtonBox::Ok);
    const auto check = [this, ok] { ok->setEnabled(this->zone().isValid()); };
    connect(m_names, &QComboBox::currentTextChanged, this, check);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

QTimeZone ZoneDialog::zone() const
{
    return QTimeZone(m_names->currentText().trimmed().toUtf8());
}

} // namespace watchglass::ui
