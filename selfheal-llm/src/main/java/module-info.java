/** Has a language model advise on what to do, and lets it do nothing. */
@SuppressWarnings("requires-transitive-automatic") // LangChain4j has no module names yet
module io.selfheal.llm {
    requires transitive io.selfheal;
    requires transitive langchain4j.core;
    requires com.fasterxml.jackson.databind;
    requires io.github.resilience4j.circuitbreaker;
    requires static org.jspecify;

    exports io.selfheal.llm;
}
