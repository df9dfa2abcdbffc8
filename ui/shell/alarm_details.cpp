#include "ui/shell/alarm_details.h"

#include "ui/models/alarm_words.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace watchglass::ui {

namespace {

QLabel *plainLabel(const QString &role)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setProperty("role", role);
    return label;
}

} // namespace

AlarmDetails::AlarmDetails(QWidget *parent)
    : QWidget(parent)
    , m_title(plainLabel(QStringLiteral("title")))
    , m_body(plainLabel(QStringLiteral("muted")))
    , m_guidance(plainLabel({}))
    , m_note(new QLineEdit)
    , m_show(new QPushButton(tr("Show")))
{
    setAccessibleName(tr("Details of the alarm"));
    m_note->setPlaceholderText(tr("Note (optional)"));
    m_note->setAccessibleName(tr("Note for the acknowledgement"));
    m_show->setToolTip(tr("Show the series when the alarm was raised"));

    auto *texts = new QWidget;
    texts->setProperty("role", QStringLiteral("surface"));
    texts->setAttribute(Qt::WA_StyledBackground);
    auto *textLayout = new QVBoxLayout(texts);
    textLayout->setContentsMargins(3 * metrics::step, metrics::step, 2 * metrics::step, metrics::step);
    textLayout->setSpacing(metrics::step);
    textLayout->addWidget(m_title);
    textLayout->addWidget(m_guidance);
    textLayout->addWidget(m_body);
    textLayout->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(texts);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(3 * metrics::step, metrics::step, 2 * metrics::step, metrics::step);
    foot->setSpacing(2 * metrics::step);
    foot->addWidget(m_note, 1);
    foot->addWidget(m_show);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addLayout(foot);

    connect(m_show, &QPushButton::clicked, this, &AlarmDetails::showRequested);
    connect(m_note, &QLineEdit::returnPressed, this, &AlarmDetails::noteFinished);
    setAlarm(nullptr, {}, QTimeZone::utc());
}

void AlarmDetails::setAlarm(const alarm::Alarm *alarm, const QString &device, const QTimeZone &zone)
{
    m_show->setEnabled(alarm && !alarm->content.series.attribute.isEmpty());
    m_note->setEnabled(alarm && alarm->life.isUnacknowledged());
    m_guidance->setVisible(alarm && !alarm->content.guidance.isEmpty());
    m_body->setVisible(alarm);
    if (!alarm) {
        m_title->setText(tr("Select an alarm to see what happened and what to do."));
        return;
    }
    const alarm::AlarmContent &content = alarm->content;
    m_title->setText(tr("%1 · %2").arg(content.title, device));
    m_guidance->setText(content.guidance);
    QStringList lines;
    if (!content.cause.isEmpty())
        lines << content.cause;
    if (const QString value = valueAndLimit(content); !value.isEmpty())
        lines << tr("Actual / limit: %1").arg(value);
    if (!content.series.attribute.isEmpty())
        lines << tr("Series: %1").arg(content.series.attributePath());
    lines << lifeStory(*alarm, zone);
    m_body->setText(lines.join(QLatin1Char('\n')));
}

QString AlarmDetails::takeNote()
{
    const QString note = m_note->text().trimmed();
    m_note->clear();
    return note;
}

QString AlarmDetails::text() const
{
    return QStringList{m_title->text(), m_guidance->text(), m_body->text()}.join(QLatin1Char('\n'));
}

} // namespace watchglass::ui
