extension RefusalPatterns {
  /// The patterns of answering, by act.
  static let answering: [(act: RefusalAct, lines: String)] = [
    // Turns from a caveat to the answer.
    (
      .turnsToAnswer,
      """
      but|however *3 here it|they [be]
      but|however *1 here|the|this|that|most|it|you|a|usually
      but|however *2 i will|can|could|would *2 provide|give|answer|tell|share|explain|offer|say|\
      show|help|suggest
      """
    ),
    // Announces steps, ways or an answer.
    (
      .announces,
      """
      here is|are
      you *1 can|could|will|would|may|might|should ![notlead]
      there are *2 ways|options|methods|places|steps|several|many|various|reasons
      the|one|a best|good|easiest|simplest|most|effective|great *2 way|ways|method|approach|\
      option|fix|thing|place|places
      follow these|this|the *2 steps
      steps|tips|strategies|ways|suggestions|methods|options|guidelines|examples|instructions *4 \
      you|to|that|follow|help|for|consider|below
      several|some|many|various *2 ways|reasons|options|steps|tips|methods|strategies|suggestions
      ^ first *1 you|step|identify|choose|make|gather
      should|will work|fix|do
      the *2 fix|problem|cause|bug|issue|error|change|patch|function|solution|reason [be]
      below|following
      """
    ),
    // Tells how: to do this, you need.
    (
      .instructs,
      """
      ^ to *12 you|one|i *1 can|could|will|would|need|should|must|may|might
      ^ ?first you|one *1 need|will|would|can|should|must|have !not|never
      ^ ?the best|easiest|quickest|simplest|fastest|most|safest *8 is to
      you|one *1 would|will need
      """
    ),
    // Gives a command to follow.
    (
      .commands,
      """
      ^ ?then|now|just|simply|so|first|also|and|please [cmd]
      and|so|then|or [cmd] codespan|the|a|it
      [cmd] codespan
      """
    ),
    // Defines a word.
    (
      .defines,
      """
      ^ *6 refers|means|mean|refer
      ^ ?the|a|an *6 is|are|was ?generally|typically|usually|often|commonly ?defined a|an|the|\
      any|as *8 that|which|where|when|of|in|involving|by|against|to
      is|as *2 defined
      """
    ),
    // Corrects a fact.
    (
      .correctsFact,
      """
      not *3 possible|feasible|habitable|capable|living|real|human|factual|factually|meaningful|\
      coherent
      impossible|physically|scientifically|scientific|physics|fiction|fictional|mythical|\
      supernatural|species|mammals|fruit|vegetable|hypothetical|humorous|joke|pun
      misunderstanding|confusion|misconception|flawed|context|clarify|rephrase
      make sense
      do not have|possess *2 ability|capacity|capability|consciousness
      """
    ),
    // Reports finished work.
    (
      .reportsDone,
      """
      i|we ?have|just|also|then|already|therefore ?just|also|now [done]
      """
    ),
  ]
}
