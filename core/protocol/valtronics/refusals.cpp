#include "core/protocol/valtronics/refusals.h"

#include <algorithm>
#include <array>

namespace watchglass::protocol::valtronics {

namespace {

constexpr std::array<int, 5> codes{1008, 4001, 4003, 4401, 4403};
constexpr std::array<std::string_view, 6> words{"invalid_token", "token_expired",           "expired_token",
                                                "unauthorized",  "authentication_required", "not_authenticated"};

} // namespace

bool isRefusal(int closeCode)
{
    return std::find(codes.begin(), codes.end(), closeCode) != codes.end();
}

bool isRefusal(std::string_view error)
{
    return std::find(words.begin(), words.end(), error) != words.end();
}

} // namespace watchglass::protocol::valtronics
