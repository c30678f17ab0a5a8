"""Which language model answers, by the settings."""

from domain.kit.work import WorkShop
from domain.language.budget import Budget
from domain.language.guard import GuardedModel
from domain.language.metering import MeteredModel
from domain.language.ports import LanguageModel, Provider
from server.adapters.language_wire import Prices
from server.adapters.offline import OfflineModel
from server.config import Settings, Unsafe


def open_language(settings: Settings, workshop: WorkShop) -> MeteredModel:
    """Return the model that is set; nothing is connected before it is asked."""
    budget = Budget(settings.ai_tokens_per_day, settings.ai_dollars_per_day)
    return MeteredModel(GuardedModel(_adapter(settings)), workshop, budget)


def chosen_provider(settings: Settings) -> Provider:
    """Return the provider that is named or, by ``auto``, the one whose key or address is set."""
    if settings.ai_provider != "auto":
        return settings.ai_provider
    if settings.gemini_api_key.get_secret_value():
        return "gemini"
    if settings.openai_api_key.get_secret_value() or settings.openai_base_url:
        return "openai"
    return "offline"


def _adapter(settings: Settings) -> LanguageModel:
    prices = Prices(settings.ai_price_input, settings.ai_price_output)
    provider = chosen_provider(settings)
    if provider == "gemini":
        from server.adapters.gemini import GeminiModel  # noqa: PLC0415  # a vendor's client takes a second to import

        key = settings.gemini_api_key.get_secret_value()
        return GeminiModel(key, settings.gemini_model, settings.gemini_base_url, prices)
    if provider == "gemini-legacy":
        return _legacy(settings, prices)
    if provider == "openai":
        from server.adapters.openai import OpenAIModel  # noqa: PLC0415  # a vendor's client takes a second to import

        key = settings.openai_api_key.get_secret_value()
        return OpenAIModel(key, settings.openai_model, settings.openai_base_url, prices)
    return OfflineModel()


def _legacy(settings: Settings, prices: Prices) -> LanguageModel:
    try:
        from server.adapters.gemini_legacy import LegacyGeminiModel  # noqa: PLC0415  # an extra
    except ModuleNotFoundError as error:
        how = "pip install 'greenroom[gemini-legacy]'"
        raise Unsafe(f"AI_PROVIDER=gemini-legacy needs an extra: {how}") from error

    key = settings.gemini_api_key.get_secret_value()
    return LegacyGeminiModel(key, settings.gemini_model, settings.gemini_base_url, prices)
