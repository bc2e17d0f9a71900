#include "pipeline/paced_source.hpp"

namespace pixferry {

template <class T>
Result<T> PacedSource::paced(const Context& context, unsigned cost, auto&& call) {
  if (auto admitted = pacer_.admit(context, source_.kind(), cost); !admitted) {
    return admitted.error();
  }
  Result<T> answer = call();
  if (answer) {
    pacer_.succeeded(source_.kind());
  } else if (answer.error().code == ErrorCode::rate_limited) {
    pacer_.throttled(source_.kind(),
                     answer.error().retry_after.value_or(std::chrono::milliseconds{0}));
  }
  return answer;
}

Result<FolderInfo> PacedSource::open(const Context& context, const FolderRef& folder) {
  return paced<FolderInfo>(context, costs_.open, [&] { return source_.open(context, folder); });
}

Result<FolderPage> PacedSource::list(const Context& context, const FolderRef& folder,
                                     const std::string& page_token) {
  return paced<FolderPage>(context, costs_.list,
                           [&] { return source_.list(context, folder, page_token); });
}

Result<> PacedSource::fetch(const Context& context, const SourceFile& file, Spool& into) {
  return paced<void>(context, costs_.fetch, [&] { return source_.fetch(context, file, into); });
}

}  // namespace pixferry
