#include "ui/shell/notice_bar.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace watchglass::ui {

namespace {

constexpr int mostNotices = 20;

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel)
    , m_offer(new QToolButton)
    , m_more(new QLabel)
    , m_close(new QToolButton)
{
    setProperty("role", QStringLiteral("notice"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(3 * metrics::step, metrics::step, metrics::step, metrics::step);
    layout->setSpacing(3 * metrics::step);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_offer);
    layout->addWidget(m_more);
    layout->addWidget(m_close);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_more->setProperty("role", QStringLiteral("small"));
    m_close->setText(QStringLiteral("✕"));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Put this notice away"));
    m_close->setAccessibleName(tr("Put this notice away"));
    m_offer->setAccessibleName(tr("What the notice offers"));
    m_offer->hide();
    connect(m_offer, &QToolButton::clicked, this, &NoticeBar::runOffer);
    connect(m_close, &QToolButton::clicked, this, &NoticeBar::dismiss);
    hide();
}

void NoticeBar::say(const QString &text)
{
    offer(text, {}, {});
}

void NoticeBar::offer(const QString &text, const QString &label, std::function<void()> run)
{
    Notice notice{text, label, std::move(run)};
    const auto known =
        std::find_if(m_notices.begin(), m_notices.end(), [&](const Notice &each) { return each.text == text; });
    if (known != m_notices.end()) {
        notice.count = known->count + 1;
        m_notices.erase(known);
    }
    m_notices.prepend(notice);
    if (m_notices.size() > mostNotices)
        m_notices.removeLast();
    show();
}

QStringList NoticeBar::texts() const
{
    QStringList texts;
    for (const Notice &notice : m_notices)
        texts << notice.text;
    return texts;
}

void NoticeBar::runOffer()
{
    if (!m_notices.isEmpty() && m_notices.constFirst().run)
        m_notices.constFirst().run();
}

void NoticeBar::dismiss()
{
    if (!m_notices.isEmpty())
        m_notices.removeFirst();
    show();
}

void NoticeBar::show()
{
    setVisible(!m_notices.isEmpty());
    if (m_notices.isEmpty())
        return;
    const Notice &newest = m_notices.constFirst();
    m_text->setText(newest.count > 1 ? tr("%1 (%2 times)").arg(newest.text).arg(newest.count) : newest.text);
    setAccessibleName(m_text->text());
    m_offer->setText(newest.label);
    m_offer->setAccessibleName(newest.label.isEmpty() ? tr("What the notice offers") : newest.label);
    m_offer->setVisible(!newest.label.isEmpty());
    const auto others = static_cast<int>(m_notices.size()) - 1;
    m_more->setText(tr("%n more", nullptr, others));
    m_more->setVisible(others > 0);
}

} // namespace watchglass::ui
