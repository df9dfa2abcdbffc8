#include "ui/shell/fuzzy_match.h"

#include <QChar>
#include <QList>

#include <algorithm>

namespace watchglass::ui {

namespace {

constexpr int forLetter = 1;
constexpr int forNeighbour = 5;
constexpr int forWordStart = 8;
constexpr int forBeginning = 6;
constexpr int forWhole = 20; ///< The word stands in the text as it was typed.

bool isSame(QChar a, QChar b)
{
    return a == b || a.toCaseFolded() == b.toCaseFolded();
}

bool isWordStart(QStringView text, qsizetype at)
{
    return at == 0 || (text[at].isLetterOrNumber() && !text[at - 1].isLetterOrNumber());
}

int worthOf(QStringView text, qsizetype at, bool isNeighbour)
{
    return forLetter + (isNeighbour ? forNeighbour : 0) + (isWordStart(text, at) ? forWordStart : 0)
           + (at == 0 ? forBeginning : 0);
}

/// From the first letter that `from` allows on, each at its first place.
std::optional<int> scoreFrom(QStringView word, QStringView text, qsizetype from)
{
    int score = 0;
    qsizetype last = -2;
    qsizetype at = from;
    for (const QChar letter : word) {
        while (at < text.size() && !isSame(text[at], letter))
            ++at;
        if (at == text.size())
            return {};
        score += worthOf(text, at, last + 1 == at);
        last = at++;
    }
    return score;
}

std::optional<int> wordScore(QStringView word, QStringView text)
{
    std::optional<int> best = scoreFrom(word, text, 0);
    if (!best)
        return {};
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive), tries = 0; at >= 0 && tries < 8;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive), ++tries) {
        if (const auto whole = scoreFrom(word, text, at))
            best = std::max(*best, *whole + forWhole);
    }
    return best;
}

} // namespace

std::optional<int> fuzzyScore(QStringView typed, QStringView text)
{
    int score = 0;
    for (const QStringView word : typed.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const auto found = wordScore(word, text);
        if (!found)
            return {};
        score += *found;
    }
    return score * 16 - static_cast<int>(std::min<qsizetype>(text.size(), 200));
}

} // namespace watchglass::ui
