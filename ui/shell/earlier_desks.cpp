#include "ui/shell/earlier_desks.h"

#include "ui/theme/theme.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

namespace watchglass::ui {

QString momentText(const QDateTime &moment, const QDateTime &now, const QTimeZone &zone)
{
    const QDateTime local = moment.toTimeZone(zone);
    const QString time = local.time().toString(QStringLiteral("HH:mm:ss"));
    const qint64 days = local.date().daysTo(now.toTimeZone(zone).date());
    if (days == 0)
        return EarlierDesks::tr("Today %1").arg(time);
    if (days == 1)
        return EarlierDesks::tr("Yesterday %1").arg(time);
    return local.date().toString(Qt::ISODate) + QLatin1Char(' ') + time;
}

EarlierDesks::EarlierDesks(const std::vector<EarlierDesk> &desks, QWidget *parent)
    : QDialog(parent)
    , m_list(new QListWidget)
{
    setWindowTitle(tr("Earlier desks"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * metrics::step, 4 * metrics::step, 4 * metrics::step, 4 * metrics::step);
    layout->setSpacing(3 * metrics::step);
    auto *text = new QLabel(desks.empty() ? tr("No desk has been kept yet: one is kept soon after each change.")
                                          : tr("Choose a desk to restore. It can be undone."));
    text->setProperty("role", QStringLiteral("muted"));
    layout->addWidget(text);
    layout->addWidget(m_list);
    m_list->setAccessibleName(windowTitle());
    for (const EarlierDesk &desk : desks) {
        auto *item = new QListWidgetItem(desk.text, m_list);
        item->setData(Qt::UserRole, desk.path);
    }
    m_list->setCurrentRow(0);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton *restore = buttons->addButton(tr("Restore"), QDialogButtonBox::ActionRole);
    restore->setProperty("role", QStringLiteral("primary"));
    restore->setDefault(true);
    restore->setEnabled(!desks.empty());
    layout->addWidget(buttons);
    connect(restore, &QPushButton::clicked, this, &EarlierDesks::restoreChosen);
    connect(m_list, &QListWidget::itemActivated, this, &EarlierDesks::restoreChosen);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    resize(110 * metrics::step, 100 * metrics::step);
}

void EarlierDesks::restoreChosen()
{
    if (const QListWidgetItem *item = m_list->currentItem())
        Q_EMIT restoreRequested(item->data(Qt::UserRole).toString());
}

} // namespace watchglass::ui
