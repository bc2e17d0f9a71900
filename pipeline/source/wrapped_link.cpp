#include "pipeline/source/wrapped_link.hpp"

#include <array>

namespace pixferry {
namespace {

struct Wrapper {
  std::string_view host;  ///< with a dot in front: of any host below it
  std::string_view page;
  std::string_view parameter;
};

constexpr std::array kWrappers{
    Wrapper{"www.google.com", "url", "q"},
    Wrapper{"www.google.com", "url", "url"},
    Wrapper{"google.com", "url", "q"},
    Wrapper{"slack-redir.net", "link", "url"},
    Wrapper{"l.facebook.com", "l.php", "u"},
    Wrapper{".safelinks.protection.outlook.com", "", "url"},
};

bool is_of(const Wrapper& wrapper, const WebAddress& address) {
  const bool is_host = wrapper.host.starts_with('.') ? address.host.ends_with(wrapper.host)
                                                     : address.host == wrapper.host;
  if (!is_host) return false;
  if (wrapper.page.empty()) return address.path.empty();
  return address.path.size() == 1 && address.path.front() == wrapper.page;
}

}  // namespace

std::optional<Result<std::string>> wrapped_address(const WebAddress& address) {
  for (const auto& wrapper : kWrappers) {
    if (!is_of(wrapper, address)) continue;
    auto wrapped = address.parameter(wrapper.parameter);
    if (!wrapped || !wrapped->empty()) return wrapped;
  }
  return std::nullopt;
}

}  // namespace pixferry
