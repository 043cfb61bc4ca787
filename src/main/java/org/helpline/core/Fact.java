package org.helpline.core;

/**
 * Something that happened, in the past tense, immutable. Facts are published and never command; the journal, the desk and
 * (later) the cluster listen. Whatever identifies a caller is {@link Personal}.
 */
public sealed interface Fact permits CallFact, ScriptFact, QueueFact, AgentFact, ServerFact, RoutingFact {}
